import { Table } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';

import type { MemberExplained } from '~/api/members';
import { Empty } from '~/components/empty';
import { GroupLink } from '~/components/group-link';
import { text } from '~/text';

import { Mapping } from './mapping';

const words = text.people.memberGroups;

export function MemberGroups({ member }: { member: MemberExplained }) {
  if (member.groups.length === 0)
    return (
      <Empty icon={IconUsersGroup} title={words.emptyTitle}>
        {words.empty}
      </Empty>
    );
  return (
    <Table.ScrollContainer minWidth={320} tabIndex={0} role="region" aria-label={words.list}>
      <Table verticalSpacing="sm" aria-label={words.list}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.columns.name}</Table.Th>
            <Table.Th visibleFrom="sm">{words.columns.how}</Table.Th>
            <Table.Th>{words.columns.mapping}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {member.groups.map((group) => (
            <Table.Tr key={group.id}>
              <Table.Td>
                <GroupLink id={group.id} name={group.displayName} size="sm" />
              </Table.Td>
              <Table.Td visibleFrom="sm">{group.direct ? words.direct : words.nested}</Table.Td>
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
