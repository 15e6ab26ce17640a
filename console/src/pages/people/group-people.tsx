import { Anchor, Group, Stack, Switch, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';

import type { GroupShown } from '~/api/groups';
import { anyMember, membersQuery } from '~/api/members';
import { queries } from '~/api/queries';
import { DataTable } from '~/components/data-table';
import { Empty } from '~/components/empty';
import { NoMatch } from '~/components/no-match';
import { useCursor, useFilters } from '~/components/pager';
import { SearchField } from '~/components/search-field';
import { useOrg } from '~/shell/use-org';
import { peopleText } from '~/text/people';

import { memberColumns } from './member-columns';

const words = peopleText.groupPage;

// Who is in the group: directly, or with the groups within it.
export function GroupPeople({ group }: { group: GroupShown }) {
  const org = useOrg();
  const { values, set } = useFilters(['search', 'nested'] as const);
  const { cursor } = useCursor();
  const filters = { ...anyMember, ...values, group: group.id };
  const page = useQuery(membersQuery(org, filters, cursor));
  const isNested = values.nested === 'true';
  return (
    <Stack gap="md">
      <Group role="search" gap="md">
        <SearchField
          label={words.search}
          placeholder={peopleText.members.searchHint}
          value={values.search}
          onSearch={(search) => set({ search })}
          flex="1 1 240px"
        />
        {group.within.length > 0 && (
          <Switch
            label={words.nested}
            checked={isNested}
            onChange={(event) => set({ nested: event.currentTarget.checked ? 'true' : null })}
          />
        )}
        <Anchor component={Link} to={`/o/${org}/members?group=${group.id}`} size="sm">
          {words.openInMembers}
        </Anchor>
      </Group>
      <Count group={group} />
      <DataTable
        label={words.people}
        columns={memberColumns}
        rows={page.data?.items}
        rowKey={(member) => member.id}
        nextCursor={page.data?.nextCursor}
        isOld={page.isPlaceholderData}
        onNextIntent={(next) => void queries.prefetchQuery(membersQuery(org, filters, next))}
        error={page.error}
        onRetry={page.refetch}
        empty={
          values.search ? (
            <NoMatch title={peopleText.members.noMatchTitle} onClear={() => set({ search: null })}>
              {peopleText.members.noMatch}
            </NoMatch>
          ) : (
            <Empty icon={IconUsers} title={words.nobodyTitle}>
              {group.within.length > 0 && !isNested ? words.nobodyDirectly : words.nobody}
            </Empty>
          )
        }
      />
    </Stack>
  );
}

// Members of a group are people and groups: both are counted by their kinds.
function Count({ group }: { group: GroupShown }) {
  const directGroups = group.within.filter(({ direct }) => direct).length;
  if (group.withinMore) return null;
  return (
    <Text size="sm" c="dimmed">
      {words.holds(group.memberCount - directGroups, directGroups)}
    </Text>
  );
}
