import { Stack, Text } from '@mantine/core';
import { IconHierarchy2 } from '@tabler/icons-react';

import type { GroupAround, GroupShown } from '~/api/groups';
import { Empty } from '~/components/empty';
import { Panel } from '~/components/panel';
import { peopleText } from '~/text/people';

import { GroupTable } from './group-table';

const words = peopleText.groupPage;

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
      <GroupTable label={label} groups={groups} hasCounts />
      {hasMore && (
        <Text size="sm" c="dimmed">
          {words.more(groups.length)}
        </Text>
      )}
    </>
  );
}
