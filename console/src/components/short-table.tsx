import { Table, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  label: string;
  // In pixels; what is narrower scrolls sideways.
  minWidth: number;
  columns: string[];
  // Of a last column, of buttons: said to screen readers alone.
  actions: string;
  children: ReactNode;
}

// All of a list that is short, unlike the pages of a DataTable. The children are its rows.
export function ShortTable({ label, minWidth, columns, actions, children }: Props) {
  return (
    <Table.ScrollContainer minWidth={minWidth} tabIndex={0} role="region" aria-label={label}>
      <Table verticalSpacing="sm" aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
            <Table.Th>
              <VisuallyHidden>{actions}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
