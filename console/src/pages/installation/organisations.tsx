import { Anchor, Button, Group, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBuilding, IconPlus, IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';

import { CreateOrganisation } from './create-organisation';
import { FleetFilters } from './fleet-filters';
import { FleetTotals } from './fleet-totals';
import { failedOf } from './health';
import { HealthCell } from './health-cell';
import { OrganisationMenu } from './organisation-menu';
import {
  orders,
  organisationsQuery,
  overviewQuery,
  shownKinds,
  type Organisation,
} from '~/api/installation';
import { useAskedFor } from '~/components/asked-for';
import { DataTable, type Column } from '~/components/data-table';
import { Empty } from '~/components/empty';
import { Page } from '~/components/page';
import { useCursor, useFilters } from '~/components/pager';
import { Time } from '~/components/time';
import { Name as Shown } from '~/components/name';
import { plainName } from '~/components/visible';
import { text } from '~/text';
import { installationText } from '~/text/installation';

const words = installationText.organisations;

const columns: Column<Organisation>[] = [
  { name: 'name', header: words.columns.name, cell: (org) => <Name org={org} /> },
  { name: 'health', header: words.columns.health, cell: (org) => <HealthCell org={org} /> },
  {
    name: 'failures',
    header: words.columns.failures,
    cell: (org) => <Failures org={org} />,
    align: 'right',
  },
  {
    name: 'write',
    header: words.columns.write,
    cell: (org) => <Time value={org.health?.lastWrite} />,
    isSecondary: true,
  },
  {
    name: 'contact',
    header: words.columns.contact,
    cell: (org) => <Contact org={org} />,
    isSecondary: true,
  },
  {
    name: 'expiry',
    header: words.columns.expiry,
    cell: (org) => <Expiry org={org} />,
    isSecondary: true,
  },
  {
    name: 'users',
    header: words.columns.users,
    cell: (org) => <span className="number">{org.userCount?.toLocaleString('en') ?? '–'}</span>,
    align: 'right',
    isSecondary: true,
  },
  {
    name: 'actions',
    header: words.columns.actions,
    cell: (org) => <OrganisationMenu org={org} />,
    align: 'right',
    isHeaderHidden: true,
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

function Failures({ org }: { org: Organisation }) {
  const { health } = org;
  if (!health) return <>–</>;
  const failed = failedOf(health);
  if (failed === 0) return <span className="number">0</span>;
  return (
    <Tooltip label={words.failedHint(health.failures24h, health.refusals24h)}>
      <Anchor
        component={Link}
        to={`/o/${org.id}/log?status=4xx`}
        size="sm"
        fw={600}
        className="number"
        aria-label={words.seeFailures(plainName(org.name || org.id))}
      >
        {words.failedOf(failed.toLocaleString('en'), health.requests24h.toLocaleString('en'))}
      </Anchor>
    </Tooltip>
  );
}

function Contact({ org }: { org: Organisation }) {
  const { health } = org;
  return (
    <Text size="sm" component="div">
      <Time value={health ? health.lastContact : org.lastContact} />
      {health?.lastContactRefused && (
        <Text component="span" size="sm" c="var(--mantine-color-red-text)">
          {', '}
          {words.refused}
        </Text>
      )}
    </Text>
  );
}

function Expiry({ org }: { org: Organisation }) {
  const { health } = org;
  if (!health) return <>–</>;
  if (!health.token) return <>{words.noToken}</>;
  return health.token.expires ? <Time value={health.token.expires} /> : <>{words.noExpiry}</>;
}

const oneOf = <T extends string>(known: readonly T[], value: string) =>
  known.find((one) => one === value);

export function Component() {
  const [isCreating, creating] = useDisclosure();
  useAskedFor('create-organisation', true, creating.open);
  const { values, set } = useFilters(['search', 'health', 'sort']);
  const { cursor } = useCursor();
  const { data: overview } = useQuery(overviewQuery);
  const shown = oneOf(shownKinds, values.health);
  const order = oneOf(orders, values.sort) ?? 'health';
  const { data, error, refetch, isPlaceholderData } = useQuery(
    organisationsQuery({
      cursor,
      sort: order,
      ...(values.search && { search: values.search }),
      ...(shown && { health: shown }),
    }),
  );
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={creating.open}>
      {words.create}
    </Button>
  );
  const clear = () => set({ search: null, health: null });
  return (
    <Page title={text.shell.pages.organisations} lead={words.lead} actions={create}>
      <FleetTotals overview={overview} />
      <FleetFilters
        overview={overview}
        search={values.search}
        shown={shown}
        order={order}
        onChange={set}
      />
      <DataTable
        label={words.list}
        columns={columns}
        rows={data?.items}
        rowKey={(org) => org.id}
        nextCursor={data?.nextCursor}
        isOld={isPlaceholderData}
        error={error}
        onRetry={refetch}
        empty={
          values.search || cursor ? (
            <NoneFound title={words.noneFoundTitle} onClear={clear}>
              {words.noneFound}
            </NoneFound>
          ) : shown ? (
            <NoneFound title={words.noneShownTitle} onClear={clear}>
              {words.noneShown[shown]}
            </NoneFound>
          ) : (
            <None />
          )
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

interface NoneFoundProps {
  title: string;
  onClear: () => void;
  children: string;
}

function NoneFound({ title, onClear, children }: NoneFoundProps) {
  return (
    <Empty
      icon={IconSearchOff}
      title={title}
      action={
        <Group>
          <Button variant="default" mt="sm" onClick={onClear}>
            {text.clearFilters}
          </Button>
        </Group>
      }
    >
      {children}
    </Empty>
  );
}
