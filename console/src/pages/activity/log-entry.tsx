import { Alert, Anchor, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconArrowLeft, IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useLocation, useParams } from 'react-router-dom';

import { Fix } from './fix';
import { Bodies } from './bodies';
import { GoneEntry } from './gone-entry';
import { StatusBadge } from './log-row';
import { addressOf, statusColor, summaryOf, titleOf, tookOf } from './log-words';
import { logEntryQuery, type LogEntry } from '~/api/log';
import { isStatus } from '~/api/problem';
import { begun } from '~/components/begun';
import { CopyText } from '~/components/copy-text';
import { Facts } from '~/components/facts';
import { Page } from '~/components/page';
import { ProblemAlert } from '~/components/problem-alert';
import { Whole } from '~/components/time';
import { Name, Sentence } from '~/components/name';
import { activityText } from '~/text/activity';

const words = activityText.entry;

export function Component() {
  const { org = '', id = '' } = useParams();
  const { data, error, refetch } = useQuery(logEntryQuery(org, id));
  if (isStatus(error, 404)) return <GoneEntry org={org} />;
  return (
    <Stack gap="xs">
      <BackToLog />
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height={320} />}
      {data && (
        <Page title={titleOf(data)} lead={<Lead entry={data} />}>
          <Failure entry={data} />
          <Section title={words.facts}>
            <Facts items={factsOf(data, org)} />
          </Section>
          <Remarks entry={data} />
          {data.kind === 'request' && (
            <Section title={words.bodies}>
              <Bodies org={org} entry={data} />
            </Section>
          )}
        </Page>
      )}
    </Stack>
  );
}

function Lead({ entry }: { entry: LogEntry }) {
  return (
    <Group component="span" gap="xs">
      <StatusBadge status={entry.status} />
      <Text span inherit ff="monospace">
        {addressOf(entry)}
      </Text>
      {summaryOf(entry)}
    </Group>
  );
}

// With the filters that the list had.
function BackToLog() {
  const { state } = useLocation() as { state: { search?: string } | null };
  return (
    <Anchor
      component={Link}
      to={{ pathname: '..', search: state?.search }}
      relative="path"
      size="sm"
    >
      <Group gap={4}>
        <IconArrowLeft size={14} aria-hidden />
        {words.back}
      </Group>
    </Anchor>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="sm" component="section">
      <Title order={2} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

function Failure({ entry }: { entry: LogEntry }) {
  if (!entry.cause) return null;
  return (
    <Alert
      color={statusColor(entry.status)}
      icon={<IconAlertTriangle aria-hidden />}
      title={words.failed}
      maw={820}
    >
      <Stack gap="xs">
        <Text size="sm" fw={550}>
          <Sentence names={[entry.subject?.name]}>
            {begun(entry.detail ?? entry.cause.means)}
          </Sentence>
        </Text>
        {entry.detail && <Text size="sm">{entry.cause.means}</Text>}
        <Fix>{entry.cause.fix}</Fix>
      </Stack>
    </Alert>
  );
}

function factsOf(entry: LogEntry, org: string): [string, ReactNode][] {
  const isSummary = entry.kind !== 'request' && entry.kind !== 'operation';
  const facts: [string, ReactNode][] = [
    [isSummary ? words.period : words.time, <Whole value={entry.time} />],
    [isSummary ? words.slowest : words.took, tookOf(entry.durationMs)],
  ];
  if (isSummary) facts.push([words.count, entry.count]);
  if (entry.target)
    facts.push([
      words.path,
      <Text ff="monospace" inherit>
        {entry.target}
      </Text>,
    ]);
  if (entry.subject) facts.push([subjectWord(entry), <Subject entry={entry} org={org} />]);
  if (entry.userAgent) facts.push([words.agent, <Name>{entry.userAgent}</Name>]);
  if (entry.clientAddress) facts.push([words.address, entry.clientAddress]);
  facts.push([words.credential, <Credential entry={entry} org={org} />]);
  facts.push([words.changes, <Changes entry={entry} org={org} />]);
  if (entry.requestId)
    facts.push([words.request, <CopyText label={words.request} value={entry.requestId} />]);
  return facts;
}

const subjectWord = ({ subject }: LogEntry) =>
  (subject && words.subject[subject.type]) ?? subject?.type ?? '';

function Subject({ entry: { subject }, org }: { entry: LogEntry; org: string }) {
  const name = subject?.name ?? subject?.id;
  if (!subject || !name) return null;
  if (!subject.id) return <Name>{name}</Name>;
  const to =
    subject.type === 'Group'
      ? `/o/${org}/scim-groups?${new URLSearchParams({ search: name })}`
      : `/o/${org}/members/${subject.id}`;
  return (
    <Anchor component={Link} to={to} inherit underline="always">
      <Name>{name}</Name>
    </Anchor>
  );
}

function Credential({ entry, org }: { entry: LogEntry; org: string }) {
  if (!entry.tokenId) return <>{words.noCredential}</>;
  const { tokenName: name, tokenPrefix: prefix } = entry;
  return (
    <Anchor component={Link} to={`/o/${org}/log?token=${entry.tokenId}`} inherit>
      {words.token} {name && <Name>{name}</Name>} {prefix ? `${prefix}…` : entry.tokenId}
    </Anchor>
  );
}

function Changes({ entry: { journal }, org }: { entry: LogEntry; org: string }) {
  if (!journal) return <>{words.noChanges}</>;
  return (
    <Anchor component={Link} to={`/o/${org}/changes?after=${journal.firstSeq - 1}`} inherit>
      {words.change(journal.firstSeq, journal.lastSeq)}
    </Anchor>
  );
}

function Remarks({ entry }: { entry: LogEntry }) {
  if (entry.remarks.length === 0) return null;
  return (
    <Section title={words.remarks}>
      {entry.remarks.map((remark) => (
        <Alert key={remark.id} color="blue" icon={<IconInfoCircle aria-hidden />} maw={820}>
          <Stack gap={4}>
            <Text size="sm" fw={550}>
              {remark.means}
            </Text>
            {remark.values.length > 0 && (
              <Text size="sm" ff="monospace">
                <Name>{remark.values.join(', ')}</Name>
              </Text>
            )}
            <Text size="sm">{remark.fix}</Text>
          </Stack>
        </Alert>
      ))}
    </Section>
  );
}
