import { Paper, SimpleGrid, Skeleton, Text } from '@mantine/core';
import type { ReactNode } from 'react';

import { share } from './health';
import type { Overview } from '~/api/installation';
import { installationText } from '~/text/installation';

const words = installationText.organisations.totals;
const number = new Intl.NumberFormat('en');

// All organisations in four figures.
export function FleetTotals({ overview }: { overview: Overview | undefined }) {
  return (
    <SimpleGrid
      cols={{ base: 2, md: 4 }}
      spacing="sm"
      component="section"
      aria-label={words.label}
      aria-busy={!overview}
    >
      {overview ? <Figures overview={overview} /> : <Waiting />}
    </SimpleGrid>
  );
}

function Figures({ overview }: { overview: Overview }) {
  const failed = overview.failures24h + overview.refusals24h;
  return (
    <>
      <Figure label={words.organisations} figure={overview.organisations}>
        {words.settingUp(overview.settingUp)}
      </Figure>
      <Figure label={words.people} figure={overview.users}>
        {words.groups(overview.groups)}
      </Figure>
      <Figure label={words.requests} figure={overview.requests24h} />
      <Figure label={words.failed} figure={failed}>
        {overview.requests24h === 0 ? words.none : words.share(share(failed, overview.requests24h))}
      </Figure>
    </>
  );
}

interface FigureProps {
  label: string;
  figure: number;
  children?: ReactNode;
}

function Figure({ label, figure, children }: FigureProps) {
  return (
    <Paper withBorder p="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text size="xl" fw={650} className="number" lh={1.4}>
        {number.format(figure)}
      </Text>
      <Text size="xs" c="dimmed" mih="1.4em">
        {children}
      </Text>
    </Paper>
  );
}

const Waiting = () =>
  Array.from({ length: 4 }, (_, key) => <Skeleton key={key} height={98} aria-hidden />);
