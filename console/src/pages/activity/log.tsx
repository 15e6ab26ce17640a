import { Affix, Button, Group, Select, Text, Transition } from '@mantine/core';
import {
  IconArrowUp,
  IconChecklist,
  IconListDetails,
  IconPlayerPause,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';

import { FilterBar } from './filter-bar';
import { LiveState } from './live-state';
import { RequestCell, StatusBadge } from './log-row';
import { linesOf, tookOf, type LogLine } from './log-words';
import { PeriodFilter } from './period-filter';
import { above } from './tail';
import { useLiveLog } from './use-live-log';
import { logFilterNames, logQuery, type LogFilters } from '~/api/log';
import { useMay } from '~/api/session';
import { tokensQuery, type Token } from '~/api/tokens';
import { DataTable, type Column } from '~/components/data-table';
import { Empty } from '~/components/empty';
import { NoMatch } from '~/components/no-match';
import { Page } from '~/components/page';
import { useCursor, useFilters } from '~/components/pager';
import { SearchField } from '~/components/search-field';
import { Moment } from '~/components/time';
import { plainName } from '~/components/visible';
import { text } from '~/text';
import { activityText } from '~/text/activity';

const words = activityText.log;
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

// Two tokens may have the same name.
const tokenName = ({ name, prefix }: Token) =>
  name ? `${plainName(name)} (${prefix}…)` : `${prefix}…`;

const columns: Column<LogLine>[] = [
  {
    name: 'time',
    header: words.columns.time,
    isSecondary: true,
    isInAnother: true,
    cell: ({ entry }) => (
      <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
        <Moment value={entry.lastTime} />
      </Text>
    ),
  },
  {
    name: 'status',
    header: words.columns.status,
    isSecondary: true,
    isInAnother: true,
    cell: ({ entry }) => <StatusBadge status={entry.status} />,
  },
  {
    name: 'request',
    header: words.columns.request,
    cell: (line) => <RequestCell line={line} />,
  },
  {
    name: 'client',
    header: words.columns.client,
    isSecondary: true,
    cell: ({ entry }) => (
      <Text size="xs" c="dimmed" maw={200} style={{ overflowWrap: 'anywhere' }}>
        {entry.userAgent ?? entry.clientAddress}
      </Text>
    ),
  },
  {
    name: 'took',
    header: words.columns.took,
    align: 'right',
    isSecondary: true,
    cell: ({ entry }) => (
      <Text size="xs" c="dimmed" className="number" style={{ whiteSpace: 'nowrap' }}>
        {tookOf(entry.durationMs)}
      </Text>
    ),
  },
];

export function Component() {
  const { org = '' } = useParams();
  const { values, set, isFiltered } = useFilters(logFilterNames);
  const { cursor, first } = useCursor();
  const [isPaused, setPaused] = useState(false);
  const { data, error, refetch } = useQuery(logQuery(org, values, cursor));
  // An older page stands still.
  const canFollow = !cursor && !values.until;
  const { tail, isLive, showHeld } = useLiveLog({
    org,
    filters: values,
    isOn: canFollow && !isPaused && !!data,
    page: data?.items ?? [],
    onLive: () => void refetch(),
  });
  const clear = () => set(Object.fromEntries(logFilterNames.map((name) => [name, ''])));
  return (
    <Page
      title={text.shell.pages.log}
      lead={words.lead}
      actions={
        canFollow ? (
          <LiveButton isPaused={isPaused} isLive={isLive} onChange={setPaused} />
        ) : (
          <Button variant="default" onClick={cursor ? first : () => set({ until: '' })}>
            {words.toLive}
          </Button>
        )
      }
    >
      <Filters values={values} set={set} isFiltered={isFiltered} onClear={clear} />
      <HeldBack count={tail.held.length} onShow={showHeld} />
      <DataTable
        label={words.table}
        align="top"
        columns={columns}
        rows={data && linesOf(above(tail, data.items))}
        rowKey={({ entry }) => entry.id}
        nextCursor={data?.nextCursor}
        error={error}
        onRetry={refetch}
        empty={
          isFiltered ? (
            <NoMatch title={words.noMatch.title} onClear={clear}>
              {data?.nextCursor ? words.noMatch.goOn : words.noMatch.detail}
            </NoMatch>
          ) : (
            <Nothing />
          )
        }
      />
    </Page>
  );
}

function LiveButton({
  isPaused,
  isLive,
  onChange,
}: {
  isPaused: boolean;
  isLive: boolean;
  onChange: (isPaused: boolean) => void;
}) {
  const state = isPaused ? words.paused : isLive ? words.live : words.connecting;
  return (
    <Group gap="sm">
      <LiveState isLive={isLive && !isPaused} word={state} />
      <Button
        variant="default"
        leftSection={
          isPaused ? (
            <IconPlayerPlay size={16} aria-hidden />
          ) : (
            <IconPlayerPause size={16} aria-hidden />
          )
        }
        onClick={() => onChange(!isPaused)}
      >
        {isPaused ? words.resume : words.pause}
      </Button>
    </Group>
  );
}

function Filters({
  values,
  set,
  isFiltered,
  onClear,
}: {
  values: LogFilters;
  set: (changes: Partial<LogFilters>) => void;
  isFiltered: boolean;
  onClear: () => void;
}) {
  const { org = '' } = useParams();
  const mayReadTokens = useMay('read_identity_access');
  const statuses = Object.entries(words.statuses).map(([value, label]) => ({ value, label }));
  const tokens = useQuery({ ...tokensQuery(org), enabled: mayReadTokens });
  const known = tokens.data?.items ?? [];
  // A link may ask for one that is not offered.
  const chosen = known.find(({ id }) => id === values.token);
  const isOtherToken = values.token && !chosen;
  const isOther = values.status && !words.statuses[values.status];
  return (
    <FilterBar
      isFiltered={isFiltered}
      onClear={onClear}
      count={
        [values.status, values.method, values.token, values.since || values.until].filter(Boolean)
          .length
      }
      search={
        <SearchField
          label={words.search}
          placeholder={words.search}
          value={values.search}
          onSearch={(search) => set({ search })}
          w={{ base: '100%', xs: 320 }}
        />
      }
    >
      <Select
        label={words.status}
        placeholder={words.anyStatus}
        data={isOther ? [values.status, ...statuses] : statuses}
        value={values.status || null}
        onChange={(status) => set({ status: status ?? '' })}
        clearable
        w={180}
      />
      <Select
        label={words.method}
        placeholder={words.anyMethod}
        data={methods}
        value={values.method || null}
        onChange={(method) => set({ method: method ?? '' })}
        clearable
        w={150}
      />
      {known.length > 1 && (
        <Select
          label={words.token}
          placeholder={words.anyToken}
          data={known.map((token) => ({
            value: token.id,
            label: `${tokenName(token)} · ${words.tokenStates[token.state]}`,
          }))}
          value={isOtherToken ? null : values.token || null}
          onChange={(token) => set({ token: token ?? '' })}
          clearable
          w={210}
        />
      )}
      <PeriodFilter since={values.since} until={values.until} onChange={set} />
      {values.requestId && (
        <Button
          variant="light"
          rightSection={<IconX size={14} aria-hidden />}
          title={words.everyRequest}
          onClick={() => set({ requestId: '' })}
        >
          {words.onlyRequest(values.requestId)}
        </Button>
      )}
      {values.cause && (
        <Button
          variant="light"
          rightSection={<IconX size={14} aria-hidden />}
          title={words.everyCause}
          onClick={() => set({ cause: '' })}
        >
          {words.onlyCause}
        </Button>
      )}
      {(isOtherToken || (values.token && known.length === 1)) && (
        <Button
          variant="light"
          rightSection={<IconX size={14} aria-hidden />}
          title={words.everyToken}
          onClick={() => set({ token: '' })}
        >
          {words.onlyToken(chosen ? tokenName(chosen) : values.token)}
        </Button>
      )}
    </FilterBar>
  );
}

function HeldBack({ count, onShow }: { count: number; onShow: () => void }) {
  const show = () => {
    onShow();
    window.scrollTo({ top: 0 });
  };
  return (
    <Affix position={{ top: 68, left: '50%' }} zIndex={90}>
      <Transition mounted={count > 0} transition="slide-down">
        {(styles) => (
          <Button
            style={{ ...styles, translate: '-50%' }}
            size="xs"
            radius="xl"
            leftSection={<IconArrowUp size={14} aria-hidden />}
            onClick={show}
          >
            {words.waiting(count)}
          </Button>
        )}
      </Transition>
    </Affix>
  );
}

function Nothing() {
  const { org } = useParams();
  return (
    <Empty
      icon={IconListDetails}
      title={words.empty.title}
      action={
        <Button
          component={Link}
          to={`/o/${org}/setup-guide`}
          variant="light"
          mt="sm"
          leftSection={<IconChecklist size={16} aria-hidden />}
        >
          {words.empty.action}
        </Button>
      }
    >
      {words.empty.detail}
    </Empty>
  );
}
