import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';

import { memberQuery, membersQuery, type Member } from '~/api/members';
import { organisationQuery } from '~/api/organisations';
import { queries } from '~/api/queries';
import { useMay } from '~/api/session';
import { AccessBadge } from '~/components/access-badge';
import { DataTable, type Column } from '~/components/data-table';
import { Empty } from '~/components/empty';
import { NoMatch } from '~/components/no-match';
import { Page } from '~/components/page';
import { useCursor, useFilters } from '~/components/pager';
import { ReasonedButton } from '~/components/reasoned-button';
import { useIntent } from '~/components/use-intent';
import { useOrg } from '~/shell/use-org';
import { Name } from '~/components/name';
import { text } from '~/text';

import { memberFilterNames, noMemberFilters } from './filters';
import { InviteDialog } from './invite-dialog';
import { MemberFilterBar } from './member-filter-bar';
import { useScimEnabled } from './use-people';

const words = text.people.members;

export function Component() {
  const org = useOrg();
  const { values, set, isFiltered } = useFilters(memberFilterNames);
  const { cursor } = useCursor();
  const page = useQuery(membersQuery(org, values, cursor));
  return (
    <Page title={text.shell.pages.members} lead={<Lead org={org} />} actions={<Invite />}>
      <Stack gap="md">
        <MemberFilterBar values={values} set={set} isFiltered={isFiltered} />
        <DataTable
          label={words.list}
          columns={columns}
          rows={page.data?.items}
          rowKey={(member) => member.id}
          nextCursor={page.data?.nextCursor}
          isOld={page.isPlaceholderData}
          onNextIntent={(next) => void queries.prefetchQuery(membersQuery(org, values, next))}
          error={page.error}
          onRetry={page.refetch}
          empty={
            isFiltered ? (
              <NoMatch title={words.noMatchTitle} onClear={() => set(noMemberFilters)}>
                {page.data?.nextCursor ? words.unseen : words.noMatch}
              </NoMatch>
            ) : (
              <Nobody org={org} />
            )
          }
        />
      </Stack>
    </Page>
  );
}

const columns: Column<Member>[] = [
  { name: 'name', header: words.columns.name, cell: (member) => <Who member={member} /> },
  {
    name: 'access',
    header: words.columns.access,
    cell: (member) => <AccessBadge access={member.access} />,
  },
  {
    name: 'source',
    header: words.columns.source,
    isSecondary: true,
    cell: (member) => <Source member={member} />,
  },
  {
    name: 'state',
    header: words.columns.state,
    isSecondary: true,
    cell: (member) => <State isActive={member.active} />,
  },
];

function Who({ member }: { member: Member }) {
  const org = useOrg();
  const intent = useIntent(() => {
    void queries.prefetchQuery(memberQuery(org, member.id));
    void import('./member');
  });
  return (
    <Stack gap={0}>
      <Anchor
        component={Link}
        to={`/o/${org}/members/${member.id}`}
        size="sm"
        fw={500}
        className="breakable"
        {...intent}
      >
        <Name>{member.userName}</Name>
      </Anchor>
      <Text size="xs" c="dimmed" className="breakable">
        {member.externalId ? <Name>{member.externalId}</Name> : words.noExternalId}
      </Text>
    </Stack>
  );
}

function Source({ member }: { member: Member }) {
  return (
    <Text size="sm" c={member.access ? undefined : 'dimmed'}>
      {member.access ? text.people.sources[member.access.source] : text.people.none}
    </Text>
  );
}

export function State({ isActive }: { isActive: boolean }) {
  return (
    <Badge variant="dot" color={isActive ? 'teal' : 'gray'} tt="none">
      {isActive ? text.people.states.active : text.people.states.inactive}
    </Badge>
  );
}

function Lead({ org }: { org: string }) {
  const mayCount = useMay('read_identity_access');
  const { data } = useQuery({ ...organisationQuery(org), enabled: mayCount });
  return (
    <>
      {words.lead} {data && text.people.total(data.userCount)}
    </>
  );
}

function Invite() {
  const mayInvite = useMay('manage_members');
  const isScimEnabled = useScimEnabled();
  const [isOpen, { open, close }] = useDisclosure();
  if (!mayInvite) return null;
  return (
    <>
      <ReasonedButton
        leftSection={<IconUserPlus size={16} aria-hidden />}
        onClick={open}
        reason={isScimEnabled && words.lockedByScim}
        loading={isScimEnabled === undefined}
      >
        {words.invite}
      </ReasonedButton>
      <InviteDialog isOpen={isOpen} onClose={close} />
    </>
  );
}

function Nobody({ org }: { org: string }) {
  const isScimEnabled = useScimEnabled();
  if (isScimEnabled === undefined)
    return (
      <Empty icon={IconUsers} title={words.nobodyTitle}>
        {words.nobodyForReaders}
      </Empty>
    );
  return (
    <Empty
      icon={IconUsers}
      title={words.nobodyTitle}
      action={
        <Group>
          <Button component={Link} to={`/o/${org}/setup-guide`} variant="light">
            {words.openGuide}
          </Button>
        </Group>
      }
    >
      {isScimEnabled ? words.nobodyWithScim : words.nobodyByHand}
    </Empty>
  );
}
