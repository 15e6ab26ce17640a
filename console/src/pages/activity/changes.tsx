import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { IconFilterOff, IconHistory, IconInfoCircle } from '@tabler/icons-react';
import { Link, useParams } from 'react-router-dom';

import { Choice } from './choice';
import { FilterBar } from './filter-bar';
import { JsonOnDemand } from './json-on-demand';
import { LiveState } from './live-state';
import { ReadingTheFeed } from './reading-the-feed';
import { pageSize, type FeedPage } from './feed';
import { useFeed } from './use-feed';
import type { Change } from '~/api/journal';
import { AccessBadge } from '~/components/access-badge';
import { DataTable, type Column } from '~/components/data-table';
import { Empty } from '~/components/empty';
import { Page } from '~/components/page';
import { useFilters } from '~/components/pager';
import { Moment } from '~/components/time';
import { text } from '~/text';
import { activityText } from '~/text/activity';

const words = activityText.changes;

const columns: Column<Change>[] = [
  {
    name: 'seq',
    header: words.columns.seq,
    cell: (change) => (
      <Text size="sm" className="number">
        {change.seq}
      </Text>
    ),
  },
  {
    name: 'time',
    header: words.columns.time,
    isSecondary: true,
    cell: (change) => <Moment value={change.time} />,
  },
  {
    name: 'type',
    header: words.columns.type,
    cell: (change) => (
      <Text size="sm" ff="monospace">
        {change.type}
      </Text>
    ),
  },
  {
    name: 'subject',
    header: words.columns.subject,
    isSecondary: true,
    cell: (change) => <Subject change={change} />,
  },
  {
    name: 'access',
    header: words.columns.access,
    isSecondary: true,
    cell: ({ access }) => access !== undefined && <AccessBadge access={accessOf(access)} />,
  },
  {
    name: 'json',
    header: words.json,
    cell: (change) => <JsonOnDemand label={words.showJson(change.seq)} value={change} />,
  },
];

// The description of a change has each member of an access apart.
function accessOf(access: Change['access']) {
  const { role, identityType } = access ?? {};
  return role && identityType ? { role, identityType } : null;
}

function Subject({ change: { subject } }: { change: Change }) {
  const { org } = useParams();
  if (!subject) return null;
  const to =
    subject.type === 'user'
      ? `/o/${org}/members/${subject.id}`
      : `/o/${org}/audit?${new URLSearchParams({ target: subject.id })}`;
  return (
    <Text size="sm">
      {subject.type}{' '}
      <Anchor component={Link} to={to} inherit ff="monospace">
        {subject.id}
      </Anchor>
    </Text>
  );
}

const numberOf = (value: string) => (/^\d+$/.test(value) ? Number(value) : null);

export function Component() {
  const { org = '' } = useParams();
  const { values, set } = useFilters(['type', 'after'] as const);
  const after = numberOf(values.after);
  const { page, items, isLive, error, refetch } = useFeed(org, after, values.type);
  const go = (to: string) => {
    set({ after: to });
    window.scrollTo({ top: 0 });
  };
  return (
    <Page
      title={text.shell.pages.changes}
      lead={words.lead}
      actions={
        page?.isEnd && <LiveState isLive={isLive} word={isLive ? words.live : words.connecting} />
      }
    >
      <ReadingTheFeed org={org} after={after ?? page?.lastSeq ?? 0} />
      <Group justify="space-between" align="flex-end">
        <FilterBar
          count={values.type ? 1 : 0}
          isFiltered={values.type !== ''}
          onClear={() => set({ type: '' })}
        >
          <Choice
            label={words.type}
            placeholder={words.anyType}
            options={words.types}
            value={values.type}
            onChange={(type) => set({ type })}
            w={240}
          />
        </FilterBar>
        <Places items={items} page={page} isEverything={after === null} onGo={go} />
      </Group>
      {page?.firstAvailable && (
        <Alert icon={<IconInfoCircle aria-hidden />}>{words.gone(page.firstAvailable)}</Alert>
      )}
      <DataTable
        label={words.table}
        align="top"
        columns={columns}
        rows={items}
        rowKey={({ seq }) => String(seq)}
        nextCursor={null}
        error={error}
        onRetry={refetch}
        empty={<Nothing isFiltered={values.type !== ''} />}
      />
      {page && <End page={page} isFiltered={values.type !== ''} onGo={go} />}
    </Page>
  );
}

interface PlacesProps {
  items: Change[] | undefined;
  page: FeedPage | undefined;
  isEverything: boolean;
  onGo: (after: string) => void;
}

// Ways along the feed. Newer than the end there is nothing, and it follows by itself.
function Places({ items, page, isEverything, onGo }: PlacesProps) {
  const first = items?.[0]?.seq ?? page?.lastSeq ?? 0;
  const older = Math.max(0, first - 1 - pageSize);
  return (
    <Group gap="xs" component="nav" aria-label={text.pages}>
      {first > 1 && (
        <>
          <Place label={words.oldest} onClick={() => onGo('0')} />
          <Place label={words.older} onClick={() => onGo(String(older))} />
        </>
      )}
      {page && !page.isEnd && (
        <Place label={words.newer} onClick={() => onGo(String(page.lastSeq))} />
      )}
      {!isEverything && <Place label={words.newest} onClick={() => onGo('')} />}
    </Group>
  );
}

function Place({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button variant="default" size="xs" onClick={onClick}>
      {label}
    </Button>
  );
}

interface EndProps {
  page: FeedPage;
  isFiltered: boolean;
  onGo: (after: string) => void;
}

function End({ page, isFiltered, onGo }: EndProps) {
  if (page.isEnd)
    return (
      <Text size="sm" c="dimmed" ta="center">
        {words.end}
      </Text>
    );
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed">
        {isFiltered && words.searched(page.lastSeq)}
      </Text>
      <Place label={words.goOn} onClick={() => onGo(String(page.lastSeq))} />
    </Group>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const said = isFiltered ? words.noMatch : words.empty;
  return (
    <Empty icon={isFiltered ? IconFilterOff : IconHistory} title={said.title}>
      {said.detail}
    </Empty>
  );
}
