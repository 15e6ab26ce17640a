import { Table } from '@mantine/core';

import { GroupLink } from '~/components/group-link';
import type { Target } from '~/api/members';
import { peopleText } from '~/text/people';

import { Mapping } from './mapping';

const words = peopleText.groupTable;

interface Row {
  id: string;
  displayName: string;
  direct: boolean;
  mapping: Target | null;
  memberCount?: number;
}

interface Props {
  label: string;
  groups: Row[];
  hasCounts?: boolean;
}

// Groups around a person or a group: how they belong together, and what each is mapped to.
export function GroupTable({ label, groups, hasCounts }: Props) {
  return (
    <Table.ScrollContainer minWidth={320} tabIndex={0} role="region" aria-label={label}>
      <Table verticalSpacing="sm" aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.name}</Table.Th>
            <Table.Th visibleFrom="sm">{words.how}</Table.Th>
            {hasCounts && <Table.Th ta="right">{words.members}</Table.Th>}
            <Table.Th>{words.mapping}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map((group) => (
            <Table.Tr key={group.id}>
              <Table.Td>
                <GroupLink id={group.id} name={group.displayName} size="sm" />
              </Table.Td>
              <Table.Td visibleFrom="sm">{group.direct ? words.direct : words.nested}</Table.Td>
              {hasCounts && (
                <Table.Td ta="right" className="number">
                  {group.memberCount?.toLocaleString('en')}
                </Table.Td>
              )}
              <Table.Td>
                <Mapping target={group.mapping} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
