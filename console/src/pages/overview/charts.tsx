import { Anchor, Button, Group, Paper, Skeleton, Table, Text, Title } from '@mantine/core';
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';

import type { Series } from './chart';
import type { History, Range } from '~/api/stats';
import { text } from '~/text';

const Chart = lazy(() => import('./chart'));

const words = text.overview;
const number = new Intl.NumberFormat('en');

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const formats: Record<Range, Intl.DateTimeFormat> = {
  '24h': clock,
  '7d': weekday,
  '30d': date,
  '90d': date,
};

interface Props {
  history: History | undefined;
}

export function PeopleChart({ history }: Props) {
  const figures = useFigures(history, (points) => [
    {
      label: words.people.series,
      color: 'indigo',
      values: points.map(({ activeUsers }) => activeUsers),
    },
  ]);
  const counted = (figures?.series[0]?.values ?? []).filter((value) => value !== null);
  const [first, last] = [counted.at(0), counted.at(-1)];
  return (
    <Question
      title={words.people.title}
      kind="line"
      figures={figures}
      summary={first === undefined || last === undefined ? null : peopleSummary(first, last)}
      none={words.people.none}
    />
  );
}

function peopleSummary(first: number, last: number): string {
  if (first === last) return words.people.now(number.format(last));
  const change = new Intl.NumberFormat('en', { signDisplay: 'exceptZero' }).format(last - first);
  return words.people.change(number.format(last), change);
}

export function RequestsChart({ history, org }: Props & { org: string }) {
  const figures = useFigures(history, (points) => [
    { label: words.requests.failed, color: 'red', values: points.map(({ failures }) => failures) },
    {
      label: words.requests.succeeded,
      color: 'teal',
      values: points.map(({ requests, failures }) => Math.max(0, requests - failures)),
    },
  ]);
  const sum = (name: 'requests' | 'failures') =>
    (history?.points ?? []).reduce((total, point) => total + point[name], 0);
  const [requests, failures] = [sum('requests'), sum('failures')];
  return (
    <Question
      title={words.requests.title}
      kind="bar"
      figures={figures}
      summary={
        requests === 0
          ? null
          : words.requests.summary(number.format(requests), number.format(failures))
      }
      none={words.requests.none}
      more={
        failures > 0 && (
          <Anchor component={Link} to={`/o/${org}/log?status=4xx`} size="sm" underline="always">
            {words.requests.failures}
          </Anchor>
        )
      }
    />
  );
}

interface Figures {
  labels: string[];
  series: Series[];
}

function useFigures(
  history: History | undefined,
  seriesOf: (points: History['points']) => Series[],
): Figures | undefined {
  return useMemo(
    () =>
      history && {
        labels: history.points.map(({ time }) => formats[history.range].format(new Date(time))),
        series: seriesOf(history.points),
      },
    // What is drawn of a history never changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [history],
  );
}

interface QuestionProps {
  title: string;
  kind: 'line' | 'bar';
  figures: Figures | undefined;
  // Nothing when there is nothing to draw.
  summary: string | null;
  none: string;
  more?: ReactNode;
}

// A question, its answer in words, and the picture or the table of it.
function Question({ title, kind, figures, summary, none, more }: QuestionProps) {
  const [isTable, setTable] = useState(false);
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb="sm">
        <div>
          <Title order={2} size="h5">
            {title}
          </Title>
          <Text size="sm" c="dimmed" mih="1.5em">
            {figures && (summary ?? none)} {more}
          </Text>
        </div>
        {summary && (
          <Button
            variant="default"
            size="compact-xs"
            aria-pressed={isTable}
            aria-label={`${words.table}: ${title}`}
            onClick={() => setTable(!isTable)}
            style={{ flex: 'none' }}
          >
            {isTable ? words.chart : words.table}
          </Button>
        )}
      </Group>
      {!figures && <Skeleton height={220} />}
      {figures && summary && !isTable && (
        <Suspense fallback={<Skeleton height={220} />}>
          <Chart kind={kind} summary={`${title} ${summary}`} {...figures} />
        </Suspense>
      )}
      {figures && summary && isTable && <FigureTable title={title} {...figures} />}
    </Paper>
  );
}

function FigureTable({ title, labels, series }: Figures & { title: string }) {
  return (
    <Table.ScrollContainer minWidth={240} mah={220} tabIndex={0} role="region" aria-label={title}>
      <Table aria-label={title} verticalSpacing={4} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.time}</Table.Th>
            {series.map(({ label }) => (
              <Table.Th key={label} ta="right">
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {labels.map((label, at) => (
            <Table.Tr key={at}>
              <Table.Td>{label}</Table.Td>
              {series.map((one) => (
                <Table.Td key={one.label} ta="right" className="number">
                  {one.values[at] ?? '–'}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
