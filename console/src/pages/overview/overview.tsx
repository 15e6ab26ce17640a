import {
  Anchor,
  Button,
  Group,
  Paper,
  SegmentedControl,
  SimpleGrid,
  Skeleton,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconChecklist,
  IconCircleCheck,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router-dom';

import { AccessBars } from './access-bars';
import { Cards } from './cards';
import { PeopleChart, RequestsChart } from './charts';
import { healthOf, type Health } from './health';
import { InviteWhileNoAdmin } from './invite-while-no-admin';
import {
  findingsQuery,
  historyQuery,
  statsQuery,
  type Finding,
  type Range,
  type Stats,
} from '~/api/stats';
import { tokensQuery } from '~/api/tokens';
import { Empty } from '~/components/empty';
import { Page } from '~/components/page';
import { useFilters } from '~/components/pager';
import { ProblemAlert } from '~/components/problem-alert';
import { guideQuery } from '~/pages/settings/guide/use-guide';
import { identityAccessQuery } from '~/pages/settings/use-settings';
import { Sentence } from '~/components/name';
import { text } from '~/text';
import { overviewText } from '~/text/overview';

const words = overviewText;
const ranges = Object.keys(words.ranges) as Range[];

export function Component() {
  const { org = '' } = useParams();
  const stats = useQuery(statsQuery(org));
  const findings = useQuery(findingsQuery(org));
  const error = stats.error ?? findings.error;
  const isNew = stats.data?.users.total === 0 && !stats.data.firstContact;
  return (
    <Page
      title={text.shell.pages.overview}
      lead={words.lead}
      actions={stats.data && <InviteWhileNoAdmin org={org} stats={stats.data} />}
    >
      {error && (
        <ProblemAlert
          error={error}
          onRetry={() => Promise.all([stats.refetch(), findings.refetch()])}
        />
      )}
      {!error && (!stats.data || !findings.data) && <Waiting />}
      {stats.data &&
        findings.data &&
        (isNew ? (
          <Nothing org={org} />
        ) : (
          <Facts org={org} stats={stats.data} findings={findings.data.items} />
        ))}
    </Page>
  );
}

interface FactsProps {
  org: string;
  stats: Stats;
  findings: Finding[];
}

function Facts({ org, stats, findings }: FactsProps) {
  const tokens = useQuery(tokensQuery(org));
  return (
    <>
      <HealthLine org={org} stats={stats} findings={findings} />
      <Cards org={org} stats={stats} findings={findings} tokens={tokens.data?.items ?? []} />
      <History org={org} />
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <AccessBars org={org} stats={stats} />
        <ToDo org={org} findings={findings} />
      </SimpleGrid>
    </>
  );
}

const tones = {
  good: { color: 'teal', icon: IconCircleCheck },
  attention: { color: 'orange', icon: IconAlertTriangle },
  bad: { color: 'red', icon: IconAlertOctagon },
} as const satisfies Record<Health['tone'], unknown>;

function HealthLine({ org, stats, findings }: FactsProps) {
  const settings = useQuery(identityAccessQuery(org));
  const guide = useQuery({ ...guideQuery(org), refetchInterval: false });
  // The sentence is said once it is whole.
  if (settings.isPending || guide.isPending) return <Skeleton height={52} />;
  const health = healthOf({
    stats,
    findings,
    provider: guide.data?.provider ?? null,
    scimEnabled: settings.data?.scimEnabled ?? true,
  });
  const { color, icon: Icon } = tones[health.tone];
  return (
    // An Alert would interrupt whoever listens.
    <Paper
      p="md"
      bg={`var(--mantine-color-${color}-light)`}
      role="status"
      aria-label={words.health.label}
    >
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Icon
          size={22}
          color={`var(--mantine-color-${color}-light-color)`}
          aria-hidden
          style={{ flex: 'none' }}
        />
        <Text fw={550}>{health.sentence}</Text>
      </Group>
    </Paper>
  );
}

function History({ org }: { org: string }) {
  const { values, set } = useFilters(['range'] as const);
  const range = ranges.find((known) => known === values.range) ?? '7d';
  const { data, error, refetch } = useQuery(historyQuery(org, range));
  return (
    <Stack gap="sm">
      <Group justify="flex-end">
        <SegmentedControl
          aria-label={words.range}
          size="xs"
          data={ranges.map((value) => ({ value, label: words.ranges[value] }))}
          value={range}
          onChange={(value) => set({ range: value })}
        />
      </Group>
      {error ? (
        <ProblemAlert error={error} onRetry={refetch} />
      ) : (
        <SimpleGrid cols={{ base: 1, lg: 2 }}>
          <PeopleChart history={data} />
          <RequestsChart history={data} org={org} />
        </SimpleGrid>
      )}
    </Stack>
  );
}

const shownMax = 4;
const colors = { critical: 'red', warning: 'orange', info: 'blue' } as const;

function ToDo({ org, findings }: { org: string; findings: Finding[] }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={words.findings.title}>
      <Group justify="space-between" mb="md">
        <Title order={2} size="h5">
          {words.findings.title}
        </Title>
        <Anchor component={Link} to={`/o/${org}/findings`} size="sm">
          {words.findings.all}
        </Anchor>
      </Group>
      {findings.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.findings.none}
        </Text>
      )}
      <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {findings.slice(0, shownMax).map((finding) => (
          <Group key={finding.id} component="li" gap="sm" wrap="nowrap" align="flex-start">
            <span
              className="weight-dot"
              aria-hidden
              style={{ background: `var(--mantine-color-${colors[finding.severity]}-6)` }}
            />
            <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              <Text size="sm" fw={550}>
                <Sentence names={finding.links.map(({ name }) => name)}>{finding.title}</Sentence>
              </Text>
              <Text size="sm" c="dimmed">
                <Sentence names={finding.links.map(({ name }) => name)}>{finding.detail}</Sentence>
              </Text>
            </div>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}

function Waiting() {
  return (
    <Stack aria-hidden>
      <Skeleton height={52} />
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 5 }} spacing="sm">
        {[1, 2, 3, 4, 5].map((key) => (
          <Skeleton key={key} height={104} />
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Skeleton height={310} />
        <Skeleton height={310} />
      </SimpleGrid>
    </Stack>
  );
}

function Nothing({ org }: { org: string }) {
  return (
    <Empty
      icon={IconChecklist}
      title={words.empty.title}
      action={
        <Button component={Link} to={`/o/${org}/setup-guide`} mt="sm">
          {words.empty.action}
        </Button>
      }
    >
      {words.empty.detail}
    </Empty>
  );
}
