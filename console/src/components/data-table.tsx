import { Button, Checkbox, Group, Skeleton, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { ProblemAlert } from './problem-alert';
import { useCursor } from './pager';
import { useIntent } from './use-intent';
import { text } from '~/text';

export interface Column<Row> {
  name: string;
  header: string;
  cell: (row: Row) => ReactNode;
  // Said to screen readers alone, where eyes need no word.
  isHeaderHidden?: boolean;
  align?: 'left' | 'right';
  // Left out between the width where rows are cards and the one where there is room for it.
  isSecondary?: boolean;
  // Left out of cards: another cell says the same there.
  isInAnother?: boolean;
}

interface Selection<Row> {
  has: (row: Row) => boolean;
  toggle: (row: Row) => void;
  togglePage: (rows: Row[]) => void;
  label: (row: Row) => string;
  pageLabel: string;
}

interface Props<Row> {
  label: string;
  columns: Column<Row>[];
  // Of the page that is shown; nothing while it is on its way.
  rows: Row[] | undefined;
  rowKey: (row: Row) => string;
  nextCursor: string | null | undefined;
  // The rows are those of the page before; the one that was asked for is on its way.
  isOld?: boolean;
  // The next page will probably be asked for.
  onNextIntent?: (cursor: string) => void;
  error?: unknown;
  onRetry?: () => void;
  empty: ReactNode;
  // Where cells stand in rows of many lines.
  align?: 'top';
  selection?: Selection<Row>;
}

// One page of a list that the server pages.
export function DataTable<Row>(props: Props<Row>) {
  const { rows, error, onRetry, empty } = props;
  if (error) return <ProblemAlert error={error} onRetry={onRetry} />;
  if (rows?.length === 0)
    return (
      <>
        {empty}
        <Pager {...props} />
      </>
    );
  return (
    <>
      <Table.ScrollContainer minWidth={0} tabIndex={0} role="region" aria-label={props.label}>
        <Table
          verticalSpacing="xs"
          highlightOnHover
          role="table"
          className="cards"
          aria-label={props.label}
          aria-busy={!rows || props.isOld}
          opacity={props.isOld ? 0.6 : undefined}
        >
          <Head {...props} />
          <Table.Tbody role="rowgroup">
            {rows ? (
              rows.map((row) => <Row key={props.rowKey(row)} row={row} {...props} />)
            ) : (
              <Waiting {...props} />
            )}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Pager {...props} />
    </>
  );
}

const classOf = (column: { isSecondary?: boolean; isInAnother?: boolean }) =>
  column.isInAnother ? 'no-card' : column.isSecondary ? 'secondary' : undefined;

function Head<Row>({ columns, selection, rows }: Props<Row>) {
  const isWhole = !!rows?.length && !!selection && rows.every(selection.has);
  return (
    <Table.Thead role="rowgroup">
      <Table.Tr role="row">
        {selection && (
          <Table.Th role="columnheader" w={40}>
            <Checkbox
              aria-label={selection.pageLabel}
              checked={isWhole}
              indeterminate={!isWhole && !!rows?.some(selection.has)}
              onChange={() => selection.togglePage(rows ?? [])}
            />
          </Table.Th>
        )}
        {columns.map((column) => (
          <Table.Th
            key={column.name}
            role="columnheader"
            ta={column.align}
            data-number={column.align === 'right' || undefined}
            className={classOf(column)}
          >
            {column.isHeaderHidden ? (
              <VisuallyHidden>{column.header}</VisuallyHidden>
            ) : (
              <Text size="xs" fw={600} c="dimmed">
                {column.header}
              </Text>
            )}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
  );
}

function Row<Row>({ row, columns, selection, align }: Props<Row> & { row: Row }) {
  return (
    <Table.Tr
      role="row"
      data-selected={selection?.has(row) || undefined}
      style={{ verticalAlign: align }}
    >
      {selection && (
        <Table.Td role="cell" className="card-select">
          <Checkbox
            aria-label={selection.label(row)}
            checked={selection.has(row)}
            onChange={() => selection.toggle(row)}
          />
        </Table.Td>
      )}
      {columns.map((column) => (
        <Table.Td
          key={column.name}
          role="cell"
          ta={column.align}
          data-number={column.align === 'right' || undefined}
          className={classOf(column)}
          data-label={column.isHeaderHidden ? undefined : column.header}
        >
          {column.cell(row)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function Waiting<Row>({ columns, selection }: Props<Row>) {
  const cells = columns.length + (selection ? 1 : 0);
  return Array.from({ length: 8 }, (_, line) => (
    <Table.Tr key={line} aria-hidden>
      {Array.from({ length: cells }, (_, cell) => (
        <Table.Td key={cell}>
          <Skeleton height={14} my={4} width={cell === 0 ? '70%' : '50%'} />
        </Table.Td>
      ))}
    </Table.Tr>
  ));
}

type PagerProps = Pick<Props<never>, 'nextCursor' | 'onNextIntent'>;

function Pager({ nextCursor, onNextIntent }: PagerProps) {
  const { cursor, next, first, back } = useCursor();
  const intent = useIntent(() => nextCursor && onNextIntent?.(nextCursor));
  if (!cursor && !nextCursor) return null;
  return (
    <Group justify="flex-end" gap="xs" component="nav" aria-label={text.pages}>
      {cursor && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconArrowLeft size={14} aria-hidden />}
          onClick={back ?? first}
        >
          {back ? text.previous : text.firstPage}
        </Button>
      )}
      {nextCursor && (
        <Button
          variant="default"
          size="xs"
          rightSection={<IconArrowRight size={14} aria-hidden />}
          onClick={() => next(nextCursor)}
          {...intent}
        >
          {text.next}
        </Button>
      )}
    </Group>
  );
}
