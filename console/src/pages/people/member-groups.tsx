import { Anchor, Table, Text } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { Link } from 'react-router-dom';

import type { MemberExplained } from '~/api/members';
import { AccessBadge } from '~/components/access-badge';
import { Empty } from '~/components/empty';
import { useOrg } from '~/shell/use-org';
import { Name } from '~/components/name';
import { text } from '~/text';

const words = text.people.memberGroups;

export function MemberGroups({ member }: { member: MemberExplained }) {
  const org = useOrg();
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
                <Anchor
                  component={Link}
                  to={`/o/${org}/scim-groups?search=${group.id}`}
                  size="sm"
                  className="breakable"
                >
                  <Name>{group.displayName}</Name>
                </Anchor>
              </Table.Td>
              <Table.Td visibleFrom="sm">{group.direct ? words.direct : words.nested}</Table.Td>
              <Table.Td>
                {group.mapping ? (
                  <AccessBadge access={group.mapping} />
                ) : (
                  <Text size="sm" c="dimmed">
                    {words.unmapped}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
