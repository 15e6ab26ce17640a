import { Stack, Table, Text } from '@mantine/core';
import { IconHierarchy2 } from '@tabler/icons-react';

import type { GroupAround, GroupShown } from '~/api/groups';
import { Empty } from '~/components/empty';
import { GroupLink } from '~/components/group-link';
import { Panel } from '~/components/panel';
import { text } from '~/text';

import { Mapping } from './mapping';

const words = text.people.groupPage;

// The groups that the group holds, and those that hold it.
export function GroupsAround({ group }: { group: GroupShown }) {
  if (group.within.length + group.holders.length === 0)
    return (
      <Empty icon={IconHierarchy2} title={words.aloneTitle}>
        {words.alone}
      </Empty>
    );
  return (
    <Stack gap="lg">
      {group.within.length > 0 && (
        <Panel title={words.within} lead={words.withinLead}>
          <Groups label={words.within} groups={group.within} hasMore={group.withinMore} />
        </Panel>
      )}
      {group.holders.length > 0 && (
        <Panel title={words.holders} lead={words.holdersLead}>
          <Groups label={words.holders} groups={group.holders} hasMore={group.holdersMore} />
        </Panel>
      )}
    </Stack>
  );
}

interface Props {
  label: string;
  groups: GroupAround[];
  hasMore: boolean;
}

function Groups({ label, groups, hasMore }: Props) {
  return (
    <>
      <Table.ScrollContainer minWidth={320} tabIndex={0} role="region" aria-label={label}>
        <Table verticalSpacing="xs" aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.columns.name}</Table.Th>
              <Table.Th visibleFrom="sm">{words.columns.how}</Table.Th>
              <Table.Th ta="right">{words.columns.members}</Table.Th>
              <Table.Th>{words.columns.mapping}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {groups.map((group) => (
              <Table.Tr key={group.id}>
                <Table.Td>
                  <GroupLink id={group.id} name={group.displayName} size="sm" />
                </Table.Td>
                <Table.Td visibleFrom="sm">
                  {group.direct ? text.people.memberGroups.direct : text.people.memberGroups.nested}
                </Table.Td>
                <Table.Td ta="right" className="number">
                  {group.memberCount.toLocaleString('en')}
                </Table.Td>
                <Table.Td>
                  <Mapping target={group.mapping} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {hasMore && (
        <Text size="sm" c="dimmed">
          {words.more(groups.length)}
        </Text>
      )}
    </>
  );
}
