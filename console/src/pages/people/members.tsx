import { Button, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';

import { membersQuery } from '~/api/members';
import { organisationQuery } from '~/api/organisations';
import { queries } from '~/api/queries';
import { useMay } from '~/api/session';
import { useAskedFor } from '~/components/asked-for';
import { DataTable } from '~/components/data-table';
import { Empty } from '~/components/empty';
import { NoMatch } from '~/components/no-match';
import { Page } from '~/components/page';
import { useCursor, useFilters } from '~/components/pager';
import { ReasonedButton } from '~/components/reasoned-button';
import { useOrg } from '~/shell/use-org';
import { text } from '~/text';
import { peopleText } from '~/text/people';

import { ExportMembers } from './export-members';
import { memberFilterNames, noMemberFilters } from './filters';
import { InviteDialog } from './invite-dialog';
import { memberColumns } from './member-columns';
import { MemberFilterBar } from './member-filter-bar';
import { RefusedInLog } from './refused-in-log';
import { useScimEnabled } from './use-people';

const words = peopleText.members;

export function Component() {
  const org = useOrg();
  const { values, set, isFiltered } = useFilters(memberFilterNames);
  const { cursor } = useCursor();
  const page = useQuery(membersQuery(org, values, cursor));
  return (
    <Page
      title={text.shell.pages.members}
      lead={<Lead org={org} />}
      actions={
        <>
          <ExportMembers filters={values} />
          <Invite />
        </>
      }
    >
      <Stack gap="md">
        <MemberFilterBar values={values} set={set} isFiltered={isFiltered} />
        <DataTable
          label={words.list}
          columns={memberColumns}
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
                {values.search && !page.data?.nextCursor && (
                  <RefusedInLog org={org} search={values.search} />
                )}
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

function Lead({ org }: { org: string }) {
  const mayCount = useMay('read_identity_access');
  const { data } = useQuery({ ...organisationQuery(org), enabled: mayCount });
  return (
    <>
      {words.lead} {data && peopleText.total(data.userCount)}
    </>
  );
}

function Invite() {
  const mayInvite = useMay('manage_members');
  const isScimEnabled = useScimEnabled();
  const [isOpen, { open, close }] = useDisclosure();
  useAskedFor('add-collaborator', isScimEnabled === false, open);
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
