import { Anchor, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBuilding, IconPlus, IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';

import { CreateOrganisation } from './create-organisation';
import { OrganisationMenu } from './organisation-menu';
import { StateBadge } from './state-badge';
import { organisationsQuery, type Organisation } from '~/api/installation';
import { DataTable, type Column } from '~/components/data-table';
import { Empty } from '~/components/empty';
import { Page } from '~/components/page';
import { useCursor, useFilters } from '~/components/pager';
import { SearchField } from '~/components/search-field';
import { Time } from '~/components/time';
import { Name as Shown } from '~/components/name';
import { text } from '~/text';

const words = text.installation.organisations;

const number = (value: number | undefined) => (
  <span className="number">{value?.toLocaleString('en') ?? '–'}</span>
);

const columns: Column<Organisation>[] = [
  { name: 'name', header: words.columns.name, cell: (org) => <Name org={org} /> },
  { name: 'state', header: words.columns.state, cell: (org) => <StateBadge org={org} /> },
  {
    name: 'users',
    header: words.columns.users,
    cell: (org) => number(org.userCount),
    align: 'right',
    isSecondary: true,
  },
  {
    name: 'groups',
    header: words.columns.groups,
    cell: (org) => number(org.groupCount),
    align: 'right',
    isSecondary: true,
  },
  {
    name: 'contact',
    header: words.columns.contact,
    cell: (org) => <Time value={org.lastContact} />,
    isSecondary: true,
  },
  {
    name: 'actions',
    header: words.columns.actions,
    cell: (org) => <OrganisationMenu org={org} />,
    align: 'right',
  },
];

function Name({ org }: { org: Organisation }) {
  return (
    <>
      <Anchor component={Link} to={`/o/${org.id}/overview`} fw={600} size="sm">
        <Shown>{org.name || org.id}</Shown>
      </Anchor>
      <Text size="xs" c="dimmed" ff="monospace" className="breakable">
        {org.id}
      </Text>
    </>
  );
}

export function Component() {
  const [isCreating, creating] = useDisclosure();
  const { values, set, isFiltered } = useFilters(['search']);
  const { cursor } = useCursor();
  const { data, error, refetch } = useQuery(
    organisationsQuery({ cursor, ...(values.search && { search: values.search }) }),
  );
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={creating.open}>
      {words.create}
    </Button>
  );
  return (
    <Page title={text.shell.pages.organisations} lead={words.lead} actions={create}>
      <Group>
        <SearchField
          label={words.search}
          placeholder={words.searchHint}
          value={values.search}
          onSearch={(search) => set({ search })}
          w={{ base: '100%', sm: 320 }}
        />
      </Group>
      <DataTable
        label={words.list}
        columns={columns}
        rows={data?.items}
        rowKey={(org) => org.id}
        nextCursor={data?.nextCursor}
        error={error}
        onRetry={refetch}
        empty={
          isFiltered || cursor ? <NoneFound onClear={() => set({ search: null })} /> : <None />
        }
      />
      <CreateOrganisation opened={isCreating} onClose={creating.close} />
    </Page>
  );
}

function None() {
  return (
    <Empty icon={IconBuilding} title={words.emptyTitle}>
      {words.empty}
    </Empty>
  );
}

function NoneFound({ onClear }: { onClear: () => void }) {
  return (
    <Empty
      icon={IconSearchOff}
      title={words.noneFoundTitle}
      action={
        <Button variant="default" mt="sm" onClick={onClear}>
          {text.clearFilters}
        </Button>
      }
    >
      {words.noneFound}
    </Empty>
  );
}
