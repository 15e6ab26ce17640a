import { Badge, Group, Stack, Text } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';

import { installationAuditExport, installationAuditQuery } from '~/api/installation';
import type { AuditEvent } from '~/api/journal';
import { DataTable, type Column } from '~/components/data-table';
import { Empty } from '~/components/empty';
import { Name, Sentence } from '~/components/name';
import { NoMatch } from '~/components/no-match';
import { Page } from '~/components/page';
import { useCursor, useFilters } from '~/components/pager';
import { Moment } from '~/components/time';
import { AuditExport } from '~/pages/activity/audit-export';
import { FromCell } from '~/pages/activity/audit-row';
import { Choice } from '~/pages/activity/choice';
import { FilterBar } from '~/pages/activity/filter-bar';
import { JsonOnDemand } from '~/pages/activity/json-on-demand';
import { PeriodFilter } from '~/pages/activity/period-filter';
import { text } from '~/text';
import { activityText } from '~/text/activity';
import { installationText } from '~/text/installation';

const words = installationText.audit;
const filterNames = ['type', 'actor', 'since', 'until'] as const;

const columns: Column<AuditEvent>[] = [
  {
    name: 'time',
    header: words.columns.time,
    cell: (event) => <Moment value={event.timestamp} />,
  },
  { name: 'what', header: words.columns.what, cell: (event) => <What event={event} /> },
  {
    name: 'who',
    header: words.columns.who,
    cell: (event) => <Name>{event.actorDisplay}</Name>,
  },
  {
    name: 'from',
    header: words.columns.from,
    isSecondary: true,
    cell: (event) => <From event={event} />,
  },
];

function What({ event }: { event: AuditEvent }) {
  const { reason } = event.details as { reason?: unknown };
  const isReason = typeof reason === 'string' && event.targetType === 'organisation';
  return (
    <Stack gap={4} maw={640} className="breakable">
      <Group gap="xs">
        <Text size="sm">
          <Sentence names={[event.targetDisplay, event.actorDisplay]}>{event.summary}</Sentence>
        </Text>
        {event.severity !== 'INFO' && (
          <Badge size="sm" variant="light" color="orange">
            {event.severity}
          </Badge>
        )}
      </Group>
      {isReason && (
        <Text size="sm" c="dimmed">
          {words.reason} <Name>{reason}</Name>
        </Text>
      )}
      <Group gap="sm" align="baseline">
        <Text size="xs" c="dimmed" ff="monospace">
          {event.type}
        </Text>
        <JsonOnDemand label={activityText.changes.showJson(event.seq)} value={event} />
      </Group>
    </Stack>
  );
}

function From({ event }: { event: AuditEvent }) {
  if (event.sourceIp) return <FromCell event={event} />;
  return (
    <Text size="xs" c="dimmed">
      {words.noAddress}
    </Text>
  );
}

export function Component() {
  const { values, set, isFiltered } = useFilters(filterNames);
  const { cursor } = useCursor();
  const { data, error, refetch } = useQuery(installationAuditQuery(values, cursor));
  const clear = () => set({ type: '', actor: '', since: '', until: '' });
  return (
    <Page
      title={text.shell.pages.audit}
      lead={words.lead}
      actions={<AuditExport address={(format) => installationAuditExport(values, format)} />}
    >
      <FilterBar
        isFiltered={isFiltered}
        onClear={clear}
        count={[values.type, values.actor, values.since || values.until].filter(Boolean).length}
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
          options={actors}
          value={values.actor}
          onChange={(actor) => set({ actor })}
        />
        <PeriodFilter since={values.since} until={values.until} onChange={set} />
      </FilterBar>
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

const { operator, cli, server } = activityText.audit.actors;
const actors = { operator, cli, server } as Record<string, string>;
