import { Badge, Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconCircleCheck,
  IconInfoCircle,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router-dom';

import { DismissButton, DismissedFindings, ResolvedFindings } from './dismissed-findings';
import { Fix } from './fix';
import { guideQuery } from '../settings/guide/use-guide';
import { linksOf } from './finding-links';
import { organisationKey } from '~/api/organisations';
import { queries } from '~/api/queries';
import { findingsQuery, type Finding } from '~/api/stats';
import { CheckAgain } from '~/components/check-again';
import { Empty } from '~/components/empty';
import { Page } from '~/components/page';
import { useCursor } from '~/components/pager';
import { ProblemAlert } from '~/components/problem-alert';
import { Time } from '~/components/time';
import { Sentence } from '~/components/name';
import { text } from '~/text';
import { activityText } from '~/text/activity';

const words = activityText.findings;

const weights = [
  { name: 'critical', color: 'red', icon: IconAlertOctagon },
  { name: 'warning', color: 'orange', icon: IconAlertTriangle },
  { name: 'info', color: 'blue', icon: IconInfoCircle },
] as const;

export function Component() {
  const { org = '' } = useParams();
  const { cursor, next } = useCursor();
  const { data, error, refetch } = useQuery(findingsQuery(org, cursor));
  return (
    <Page title={text.shell.pages.findings} lead={words.lead}>
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!data && !error && <Waiting />}
      {data?.items.length === 0 && <Nothing org={org} />}
      {weights.map((weight) => (
        <Weight
          key={weight.name}
          weight={weight}
          org={org}
          findings={data?.items.filter(({ severity }) => severity === weight.name) ?? []}
        />
      ))}
      {data && <DismissedFindings org={org} findings={data.dismissed} />}
      {data && <ResolvedFindings findings={data.resolved} />}
      {data?.nextCursor && (
        <Group justify="flex-end">
          <Button variant="default" size="xs" onClick={() => next(data.nextCursor)}>
            {text.next}
          </Button>
        </Group>
      )}
    </Page>
  );
}

interface WeightProps {
  weight: (typeof weights)[number];
  org: string;
  findings: Finding[];
}

function Weight({ weight, org, findings }: WeightProps) {
  if (findings.length === 0) return null;
  const title = words.weights[weight.name];
  return (
    <Stack gap="sm" component="section" aria-label={title}>
      <Group gap="xs">
        <Title order={2} size="h4">
          {title}
        </Title>
        <Badge variant="light" color={weight.color}>
          {findings.length}
        </Badge>
      </Group>
      {findings.map((finding) => (
        <Card key={finding.id} weight={weight} org={org} finding={finding} />
      ))}
    </Stack>
  );
}

// Faults that are put right at the identity provider, which its next request proves.
const showsInRequests = new Set([
  'attribute_dropped',
  'external_id_not_object_id',
  'member_skipped',
  'object_failing',
  'requests_refused',
]);

function Card({ weight, org, finding }: Omit<WeightProps, 'findings'> & { finding: Finding }) {
  const Icon = weight.icon;
  const isChecked = showsInRequests.has(finding.type);
  const guide = useQuery({ ...guideQuery(org), refetchInterval: false, enabled: isChecked });
  return (
    <Paper withBorder p="md" maw={860} component="article" aria-label={finding.title}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Icon
          size={20}
          color={`var(--mantine-color-${weight.color}-6)`}
          aria-hidden
          style={{ flex: 'none', marginTop: 2 }}
        />
        <Stack gap="xs" style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          <Group justify="space-between" align="baseline" gap="xs">
            <Title order={3} size="h5">
              <Sentence names={namesIn(finding)}>{finding.title}</Sentence>
            </Title>
            <Text size="xs" c="dimmed">
              {finding.counts && words.count(finding.count, finding.counts, finding.mayBeMore)}
              {finding.counts && (finding.since ?? finding.lastSeen) && ' · '}
              {finding.since && (
                <>
                  {words.since} <Time value={finding.since} />
                </>
              )}
              {finding.lastSeen && (
                <>
                  {finding.since && ', '}
                  {words.lastSeen} <Time value={finding.lastSeen} />
                </>
              )}
            </Text>
          </Group>
          <Text size="sm">
            <Sentence names={namesIn(finding)}>{finding.detail}</Sentence>
          </Text>
          <Fix>{finding.fix}</Fix>
          {isChecked && (
            <CheckAgain
              org={org}
              provider={guide.data?.provider}
              lastSeen={finding.lastSeen}
              onCheck={() =>
                queries.invalidateQueries({ queryKey: organisationKey(org, 'findings') })
              }
            />
          )}
          <Group gap="xs" mt={4}>
            {linksOf(finding).map(({ label, to }) => (
              <Button
                key={to}
                component={Link}
                to={`/o/${org}/${to}`}
                variant="default"
                size="compact-sm"
                classNames={{ root: 'long-button', label: 'long-label' }}
              >
                {label}
              </Button>
            ))}
            <DismissButton org={org} finding={finding} />
          </Group>
        </Stack>
      </Group>
    </Paper>
  );
}

const namesIn = ({ links }: Finding) => links.map(({ name }) => name);

function Waiting() {
  return (
    <Stack gap="sm" aria-hidden>
      {[1, 2, 3].map((key) => (
        <Skeleton key={key} height={128} maw={860} />
      ))}
    </Stack>
  );
}

function Nothing({ org }: { org: string }) {
  return (
    <Empty
      icon={IconCircleCheck}
      title={words.empty.title}
      action={
        <Button component={Link} to={`/o/${org}/log`} variant="light" mt="sm">
          {words.empty.action}
        </Button>
      }
    >
      {words.empty.detail}
    </Empty>
  );
}
