import { Alert, Anchor, Box, Button, Stack, Text } from '@mantine/core';
import { IconLock, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';

import { groupsQuery, type ScimGroup } from '~/api/groups';
import type { Target } from '~/api/members';
import { queries } from '~/api/queries';
import { useMay } from '~/api/session';
import { DataTable, type Column } from '~/components/data-table';
import { Empty } from '~/components/empty';
import { GroupLink } from '~/components/group-link';
import { useKeys } from '~/components/keys';
import { NoMatch } from '~/components/no-match';
import { Page } from '~/components/page';
import { useCursor, useFilters } from '~/components/pager';
import { useOrg } from '~/shell/use-org';
import { Name } from '~/components/name';
import { plainName } from '~/components/visible';
import { text } from '~/text';
import { peopleText } from '~/text/people';

import { groupFilterNames } from './filters';
import { GroupFilterBar } from './group-filter-bar';
import { GroupMenu } from './group-menu';
import { Mapping } from './mapping';
import { focusMarking } from './marking';
import { ReviewDialog, type Wish } from './review-dialog';
import { SelectionBar } from './selection-bar';
import { useMappingRules } from './use-mapping-rules';
import { useSelectAll } from './use-select-all';
import { useSelection } from './use-selection';

const words = peopleText.groupsPage;

export function Component() {
  const org = useOrg();
  const { values, set, isFiltered } = useFilters(groupFilterNames);
  const { cursor } = useCursor();
  const page = useQuery(groupsQuery(org, values, cursor));
  const selection = useSelection();
  const selectAll = useSelectAll(org, values, selection.replace);
  const [wish, setWish] = useState<Wish>();
  const { mayMap, isLocked } = useMappingRules();
  useKeys({ m: focusMarking });
  const rows = page.data?.items;
  const review = (groups: ScimGroup[], target: Target | null) => setWish({ groups, target });
  return (
    <Page title={text.shell.pages.groups} lead={words.lead}>
      <Stack gap="md">
        {isLocked && <Locked org={org} />}
        <GroupFilterBar values={values} set={set} />
        {mayMap && !!rows?.length && (
          <SelectionBar rows={rows} selection={selection} selectAll={selectAll} onMark={review} />
        )}
        <DataTable
          label={words.list}
          columns={mayMap ? [...columns, actionsColumn(review)] : columns}
          rows={rows}
          rowKey={(group) => group.id}
          nextCursor={page.data?.nextCursor}
          isOld={page.isPlaceholderData}
          onNextIntent={(next) => void queries.prefetchQuery(groupsQuery(org, values, next))}
          error={page.error}
          onRetry={page.refetch}
          selection={
            mayMap
              ? {
                  ...selection,
                  label: (group) => words.select(plainName(group.displayName)),
                  pageLabel: words.selectPage,
                }
              : undefined
          }
          empty={
            isFiltered ? (
              <NoMatch
                title={words.noMatchTitle}
                onClear={() => set({ search: null, mapped: null })}
              >
                {words.noMatch}
              </NoMatch>
            ) : (
              <None />
            )
          }
        />
      </Stack>
      <ReviewDialog wish={wish} onClose={() => setWish(undefined)} onApplied={selection.clear} />
    </Page>
  );
}

const columns: Column<ScimGroup>[] = [
  { name: 'name', header: words.columns.name, cell: (group) => <Named group={group} /> },
  {
    name: 'members',
    header: words.columns.members,
    align: 'right',
    cell: (group) => (
      <Text size="sm" className="number">
        {group.memberCount.toLocaleString('en')}
      </Text>
    ),
  },
  {
    name: 'mapping',
    header: words.columns.mapping,
    cell: (group) => <Mapping target={group.mapping} />,
  },
];

const actionsColumn = (
  onMark: (groups: ScimGroup[], target: Target | null) => void,
): Column<ScimGroup> => ({
  name: 'actions',
  header: words.columns.actions,
  isHeaderHidden: true,
  align: 'right',
  cell: (group) => <GroupMenu group={group} onMark={(target) => onMark([group], target)} />,
});

function Named({ group }: { group: ScimGroup }) {
  return (
    <Stack gap={0} miw={140}>
      <GroupLink id={group.id} name={group.displayName} size="sm" fw={500} />
      {group.externalId && (
        <Text size="xs" c="dimmed" className="breakable" visibleFrom="sm">
          <Name>{group.externalId}</Name>
        </Text>
      )}
    </Stack>
  );
}

function Locked({ org }: { org: string }) {
  return (
    <Alert color="orange" variant="light" icon={<IconLock aria-hidden />}>
      {words.locked}{' '}
      <Anchor
        component={Link}
        to={`/o/${org}/identity-access`}
        inherit
        c="inherit"
        underline="always"
      >
        {words.openSettings}
      </Anchor>
    </Alert>
  );
}

function None() {
  const org = useOrg();
  const maySetUp = useMay('read_identity_access');
  return (
    <Empty
      icon={IconUsersGroup}
      title={words.emptyTitle}
      action={
        maySetUp && (
          <Box mt="sm">
            <Button component={Link} to={`/o/${org}/setup-guide`} variant="light">
              {peopleText.members.openGuide}
            </Button>
          </Box>
        )
      }
    >
      {words.empty}
    </Empty>
  );
}
