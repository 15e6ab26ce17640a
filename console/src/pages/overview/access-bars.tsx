import { Anchor, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router-dom';

import type { Stats } from '~/api/stats';
import { accessName } from '~/components/access-badge';
import { overviewText } from '~/text/overview';

const words = overviewText.access;
const number = new Intl.NumberFormat('en');

// Down the ladder of design §2.9.
const ladder = [
  { role: 'admin', identityType: 'human' },
  { role: 'admin', identityType: 'service' },
  { role: 'user', identityType: 'human' },
  { role: 'user', identityType: 'service' },
] as const;

interface Bar {
  name: string;
  count: number;
  color: string;
  // Where to find the people it counts.
  query: Record<string, string>;
}

function barsOf(stats: Stats): Bar[] {
  const bars: Bar[] = ladder.map((access) => ({
    name: accessName(access),
    color: access.role === 'admin' ? 'grape' : 'indigo',
    query: access,
    count:
      stats.access.find(
        ({ role, identityType }) => role === access.role && identityType === access.identityType,
      )?.count ?? 0,
  }));
  return [
    ...bars,
    { name: words.none, color: 'gray', query: { access: 'none' }, count: stats.withoutAccess },
  ];
}

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

// Few of many are not none of them.
function shareOf(count: number, all: number): string {
  if (count > 0 && count / all < 0.01) return '<1%';
  if (count < all && count / all > 0.99) return '>99%';
  return percent.format(count / all);
}

// Words and numbers that a bar underlines: there is nothing to see that is not written.
export function AccessBars({ org, stats }: { org: string; stats: Stats }) {
  const bars = barsOf(stats);
  const all = Math.max(
    1,
    bars.reduce((sum, { count }) => sum + count, 0),
  );
  return (
    <Paper withBorder p="md" component="section" aria-label={words.title}>
      <Title order={2} size="h5" mb="md">
        {words.title}
      </Title>
      <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {bars.map(({ name, count, color, query }) => (
          <li key={name}>
            <Group justify="space-between" mb={4}>
              <Anchor
                component={Link}
                to={`/o/${org}/members?${new URLSearchParams(query)}`}
                size="sm"
              >
                {name}
              </Anchor>
              <Text size="sm" className="number">
                <b>{number.format(count)}</b>{' '}
                <Text span c="dimmed" size="xs">
                  {shareOf(count, all)}
                </Text>
              </Text>
            </Group>
            <Progress value={(100 * count) / all} color={color} size="sm" aria-hidden />
          </li>
        ))}
      </Stack>
    </Paper>
  );
}
