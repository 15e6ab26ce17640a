import { Button, Text } from '@mantine/core';
import { IconShieldCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useParams } from 'react-router-dom';

import { AuditExport } from './audit-export';
import { FromCell, TargetCell, WhatCell, WhoCell } from './audit-row';
import { Choice } from './choice';
import { FilterBar } from './filter-bar';
import { PeriodFilter } from './period-filter';
import {
  auditExport,
  auditFilterNames,
  auditQuery,
  type AuditEvent,
  type AuditFilters,
  type AuditSearch,
} from '~/api/journal';
import { useMay } from '~/api/session';
import { DataTable, type Column } from '~/components/data-table';
import { Empty } from '~/components/empty';
import { NoMatch } from '~/components/no-match';
import { Page } from '~/components/page';
import { useCursor, useFilters } from '~/components/pager';
import { SearchField } from '~/components/search-field';
import { dateAndTime, Moment } from '~/components/time';
import { plainName } from '~/components/visible';
import { text } from '~/text';
import { activityText } from '~/text/activity';

const words = activityText.audit;

type Set = (changes: Partial<AuditFilters>) => void;

const columnsFor = (set: Set): Column<AuditEvent>[] => [
  {
    name: 'time',
    header: words.columns.time,
    cell: (event) => <Moment value={event.timestamp} />,
  },
  { name: 'what', header: words.columns.what, cell: (event) => <WhatCell event={event} /> },
  {
    name: 'target',
    header: words.columns.target,
    isSecondary: true,
    cell: (event) => <TargetCell event={event} set={set} />,
  },
  {
    name: 'who',
    header: words.columns.who,
    isSecondary: true,
    cell: (event) => <WhoCell event={event} set={set} />,
  },
  {
    name: 'from',
    header: words.columns.from,
    isSecondary: true,
    cell: (event) => <FromCell event={event} />,
  },
];

export function Component() {
  const { org = '' } = useParams();
  const mayExport = useMay('export_audit');
  const { values, set, isFiltered } = useFilters(auditFilterNames);
  const { cursor } = useCursor();
  const { data, error, refetch } = useQuery(auditQuery(org, values, cursor));
  const columns = useMemo(() => columnsFor(set), [set]);
  const clear = () => set({ search: '', type: '', actor: '', target: '', since: '', until: '' });
  return (
    <Page
      title={text.shell.pages.audit}
      lead={words.lead}
      actions={mayExport && <AuditExport address={(format) => auditExport(org, values, format)} />}
    >
      <FilterBar
        isFiltered={isFiltered}
        onClear={clear}
        count={
          [values.type, values.actor, values.target, values.since || values.until].filter(Boolean)
            .length
        }
        search={
          <SearchField
            label={words.search}
            placeholder={words.search}
            value={values.search}
            onSearch={(search) => set({ search })}
            w={{ base: '100%', xs: 260 }}
          />
        }
      >
        <Choice
          label={words.type}
          placeholder={words.anyType}
          options={words.types}
          value={values.type}
          onChange={(type) => set({ type })}
        />
        <Choice
          label={words.actor}
          placeholder={words.anyActor}
          options={words.actors}
          value={values.actor}
          onChange={(actor) => set({ actor })}
        />
        <PeriodFilter since={values.since} until={values.until} onChange={set} />
        {values.target && (
          <Button
            variant="light"
            rightSection={<IconX size={14} aria-hidden />}
            title={words.only.every}
            onClick={() => set({ target: '' })}
          >
            {words.only.target(plainName(nameIn(data?.items, values.target)))}
          </Button>
        )}
      </FilterBar>
      {data?.search && <Searched search={data.search} />}
      <DataTable
        label={words.table}
        align="top"
        columns={columns}
        rows={data?.items}
        rowKey={(event) => event.id}
        nextCursor={data?.nextCursor}
        error={error}
        onRetry={refetch}
        empty={
          isFiltered ? (
            <NoMatch title={words.noMatch.title} onClear={clear}>
              {data?.nextCursor ? words.noMatch.goOn : words.noMatch.detail}
            </NoMatch>
          ) : (
            <Empty icon={IconShieldCheck} title={words.empty.title}>
              {words.empty.detail}
            </Empty>
          )
        }
      />
    </Page>
  );
}

// What the target is called, as far as the page says it.
const nameIn = (events: AuditEvent[] | undefined, target: string): string =>
  events?.find(({ targetId }) => targetId === target)?.targetDisplay ?? target;

// How far a search has looked, where that is not everywhere.
function Searched({ search: { mayBeMore, mentionsSince } }: { search: AuditSearch }) {
  const parts = [
    mayBeMore && words.searched.mayBeMore,
    mentionsSince && words.searched.mentionsSince(dateAndTime(mentionsSince)),
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" role="status">
      {parts.join(' ')}
    </Text>
  );
}
