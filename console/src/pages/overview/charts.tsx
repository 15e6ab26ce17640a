import { Anchor, Button, Group, Paper, Skeleton, Table, Text, Title } from '@mantine/core';
import { lazy, Suspense, useCallback, useMemo, useState, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';

import type { Series } from './chart';
import { labelOf, ticksOf } from './ticks';
import { wayToFailures, wayToPoint } from './ways';
import type { History } from '~/api/stats';
import { overviewText } from '~/text/overview';

const Chart = lazy(() => import('./chart'));

const words = overviewText;
const number = new Intl.NumberFormat('en');

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
  const wayTo = useCallback((times: string[], at: number) => wayToPoint(org, times, at), [org]);
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
      wayTo={wayTo}
      more={
        failures > 0 && (
          <Anchor
            component={Link}
            to={wayToFailures(org, figures?.times ?? [])}
            size="sm"
            underline="always"
          >
            {words.requests.failures}
          </Anchor>
        )
      }
    />
  );
}

interface Figures {
  times: string[];
  labels: string[];
  ticks: (string | null)[];
  series: Series[];
}

function useFigures(
  history: History | undefined,
  seriesOf: (points: History['points']) => Series[],
): Figures | undefined {
  return useMemo(
    () =>
      history && {
        times: history.points.map(({ time }) => time),
        labels: history.points.map(({ time }) => labelOf(history.range, new Date(time))),
        ticks: ticksOf(
          history.range,
          history.points.map(({ time }) => new Date(time)),
        ),
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
  // Where what a point counts is to be seen.
  wayTo?: (times: string[], at: number) => string;
}

// A question, its answer in words, and the picture or the table of it.
function Question({ title, kind, figures, summary, none, more, wayTo }: QuestionProps) {
  const [isTable, setTable] = useState(false);
  const navigate = useNavigate();
  const times = figures?.times;
  const pick = useMemo(
    () => (wayTo && times ? (at: number) => navigate(wayTo(times, at)) : undefined),
    [wayTo, times, navigate],
  );
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
          <Chart
            kind={kind}
            summary={`${title} ${summary}`}
            labels={figures.labels}
            ticks={figures.ticks}
            series={figures.series}
            onPick={pick}
          />
        </Suspense>
      )}
      {figures && summary && isTable && <FigureTable title={title} wayTo={wayTo} {...figures} />}
    </Paper>
  );
}

// The newest first: that is what somebody looks for.
function FigureTable({
  title,
  times,
  labels,
  series,
  wayTo,
}: Figures & Pick<QuestionProps, 'title' | 'wayTo'>) {
  const newestFirst = labels.map((label, at) => ({ label, at })).reverse();
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
          {newestFirst.map(({ label, at }) => (
            <Table.Tr key={at}>
              <Table.Td>
                {wayTo ? (
                  <Anchor component={Link} to={wayTo(times, at)} size="sm">
                    {label}
                  </Anchor>
                ) : (
                  label
                )}
              </Table.Td>
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
