import { Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { api } from '~/api/client';
import { apiKeysQuery, type Credential, type MemberExplained } from '~/api/members';
import { queries } from '~/api/queries';
import { useMay } from '~/api/session';
import { Confirm } from '~/components/confirm';
import { Empty } from '~/components/empty';
import { ProblemAlert } from '~/components/problem-alert';
import { ShortTable } from '~/components/short-table';
import { DateTime, Time } from '~/components/time';
import { useToast } from '~/components/toast';
import { useOrg } from '~/shell/use-org';
import { Name } from '~/components/name';
import { plainName } from '~/components/visible';
import { peopleText } from '~/text/people';

import { ApiKeyDialog } from './api-key-dialog';

const words = peopleText.keys;

export function ApiKeys({ member }: { member: MemberExplained }) {
  const org = useOrg();
  const { data, error, refetch } = useQuery(apiKeysQuery(org, member.id));
  const [isOpen, { open, close }] = useDisclosure();
  if (error) return <ProblemAlert error={error} onRetry={refetch} />;
  if (!data) return <Skeleton height={120} />;
  return (
    <Stack>
      {data.items.length === 0 ? (
        <Empty icon={IconKey} title={words.emptyTitle} action={<Create onClick={open} />}>
          {words.empty}
        </Empty>
      ) : (
        <>
          <Group justify="flex-end">
            <Create onClick={open} />
          </Group>
          <KeyTable member={member} keys={data.items} />
        </>
      )}
      {/* Beside both, so that it stays, with the secret in it, when the first key makes a list. */}
      <ApiKeyDialog member={member} isOpen={isOpen} onClose={close} />
    </Stack>
  );
}

function Create({ onClick }: { onClick: () => void }) {
  const mayManage = useMay('manage_keys');
  if (!mayManage) return null;
  return (
    <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={onClick}>
      {words.create}
    </Button>
  );
}

function KeyTable({ member, keys }: { member: MemberExplained; keys: Credential[] }) {
  const [doomed, setDoomed] = useState<Credential>();
  return (
    <>
      <ShortTable
        label={words.list}
        minWidth={480}
        columns={[
          words.columns.name,
          words.columns.created,
          words.columns.used,
          words.columns.expires,
        ]}
        actions={words.revoke}
      >
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} onRevoke={() => setDoomed(key)} />
        ))}
      </ShortTable>
      <Revocation member={member} doomed={doomed} onClose={() => setDoomed(undefined)} />
    </>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: Credential; onRevoke: () => void }) {
  const mayManage = useMay('manage_keys');
  return (
    <Table.Tr>
      <Table.Td className="breakable">
        <Name>{apiKey.name}</Name>
      </Table.Td>
      <Table.Td>
        <DateTime value={apiKey.created} />
      </Table.Td>
      <Table.Td>
        <Time value={apiKey.lastUsed?.at} />
      </Table.Td>
      <Table.Td>
        <DateTime value={apiKey.expires} />
      </Table.Td>
      <Table.Td ta="right">
        {apiKey.live && mayManage && (
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            aria-label={words.revokeLabel(plainName(apiKey.name))}
            onClick={onRevoke}
          >
            {words.revoke}
          </Button>
        )}
        {!apiKey.live && (
          <Text size="sm" c="dimmed">
            {words.dead}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

interface RevocationProps {
  member: MemberExplained;
  doomed: Credential | undefined;
  onClose: () => void;
}

function Revocation({ member, doomed, onClose }: RevocationProps) {
  const revoke = useRevoke(member.id, onClose);
  const name = plainName(doomed?.name ?? '');
  return (
    <Confirm
      opened={!!doomed}
      onClose={onClose}
      title={words.revokeTitle(name)}
      action={words.revoke}
      isPending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => doomed && revoke.mutate(doomed)}
    >
      {words.revokeLead}
    </Confirm>
  );
}

function useRevoke(id: string, onDone: () => void) {
  const org = useOrg();
  const toast = useToast();
  return useMutation({
    mutationFn: (key: Credential) =>
      api.DELETE('/api/v1/orgs/{org}/members/{id}/api-keys/{key}', {
        params: { path: { org, id, key: key.id } },
      }),
    onSuccess: (_, key) => {
      onDone();
      toast(words.revoked(plainName(key.name)));
      return queries.invalidateQueries({ queryKey: apiKeysQuery(org, id).queryKey });
    },
  });
}
