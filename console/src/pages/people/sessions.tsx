import { Button, Skeleton, Table, Text } from '@mantine/core';
import { IconDeviceLaptop } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';

import { api } from '~/api/client';
import { sessionsQuery, type Credential, type MemberExplained } from '~/api/members';
import { queries } from '~/api/queries';
import { Empty } from '~/components/empty';
import { ProblemAlert } from '~/components/problem-alert';
import { ShortTable } from '~/components/short-table';
import { DateTime, Time, ago } from '~/components/time';
import { useToast } from '~/components/toast';
import { useOrg } from '~/shell/use-org';
import { visible } from '~/components/visible';
import { peopleText } from '~/text/people';

const words = peopleText.sessions;

export function Sessions({ member }: { member: MemberExplained }) {
  const org = useOrg();
  const { data, error, refetch } = useQuery(sessionsQuery(org, member.id));
  const revoke = useRevoke(org, member.id);
  if (error) return <ProblemAlert error={error} onRetry={refetch} />;
  if (!data) return <Skeleton height={120} />;
  if (data.items.length === 0)
    return (
      <Empty icon={IconDeviceLaptop} title={words.emptyTitle}>
        {words.empty}
      </Empty>
    );
  return (
    <>
      {revoke.error && <ProblemAlert error={revoke.error} />}
      <ShortTable
        label={words.list}
        minWidth={420}
        columns={[words.columns.opened, words.columns.used, words.columns.expires]}
        actions={words.revoke}
      >
        {data.items.map((session) => (
          <Session
            key={session.id}
            session={session}
            isPending={revoke.isPending && revoke.variables === session.id}
            onRevoke={() => revoke.mutate(session.id)}
          />
        ))}
      </ShortTable>
    </>
  );
}

interface RowProps {
  session: Credential;
  isPending: boolean;
  onRevoke: () => void;
}

function Session({ session, isPending, onRevoke }: RowProps) {
  return (
    <Table.Tr>
      <Table.Td>
        <DateTime value={session.created} />
      </Table.Td>
      <Table.Td>
        <Time value={session.lastUsed?.at} />
        <Text size="xs" c="dimmed" className="breakable">
          {session.lastUsed?.address} {visible(session.lastUsed?.agent ?? '')}
        </Text>
      </Table.Td>
      <Table.Td>
        <DateTime value={session.expires} />
      </Table.Td>
      <Table.Td ta="right">
        {session.live ? (
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            loading={isPending}
            aria-label={words.revokeLabel(ago(new Date(session.created)))}
            onClick={onRevoke}
          >
            {words.revoke}
          </Button>
        ) : (
          <Text size="sm" c="dimmed">
            {words.over}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function useRevoke(org: string, id: string) {
  const toast = useToast();
  return useMutation({
    mutationFn: (session: string) =>
      api.DELETE('/api/v1/orgs/{org}/members/{id}/sessions/{session}', {
        params: { path: { org, id, session } },
      }),
    onSuccess: () => {
      toast(words.revoked);
      return queries.invalidateQueries({ queryKey: sessionsQuery(org, id).queryKey });
    },
  });
}
