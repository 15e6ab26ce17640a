import { Button, Group, Stack, TextInput, Title, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { api, body } from '~/api/client';
import { operatorKeysQuery, type OperatorKey } from '~/api/installation';
import { queries } from '~/api/queries';
import { useAskedFor } from '~/components/asked-for';
import { Confirm } from '~/components/confirm';
import { DataTable, type Column } from '~/components/data-table';
import { DialogForm } from '~/components/dialog-form';
import { Name } from '~/components/name';
import { Secret, SecretDialog, SecretField } from '~/components/secret';
import { DateTime, Time } from '~/components/time';
import { useToast } from '~/components/toast';
import { plainName } from '~/components/visible';
import { installationText } from '~/text/installation';

const words = installationText.operatorKeys;
const refresh = () => queries.invalidateQueries({ queryKey: operatorKeysQuery.queryKey });

// Keys with which programs do what operators do.
export function OperatorKeys() {
  const { data, error, refetch } = useQuery(operatorKeysQuery);
  const [isOpen, { open, close }] = useDisclosure();
  const [doomed, setDoomed] = useState<OperatorKey | null>(null);
  useAskedFor('create-operator-key', true, open);
  return (
    <Stack gap="sm" mt="xl" component="section" aria-label={words.title}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2} size="h4">
            {words.title}
          </Title>
          <Text size="sm" c="dimmed">
            {words.lead}
          </Text>
        </div>
        <Button variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
          {words.create}
        </Button>
      </Group>
      <DataTable
        label={words.title}
        columns={columnsFor(setDoomed)}
        rows={data?.items}
        rowKey={(key) => key.id}
        nextCursor={null}
        error={error}
        onRetry={refetch}
        empty={
          <Text size="sm" c="dimmed" p="md">
            {words.empty}
          </Text>
        }
      />
      <CreateDialog isOpen={isOpen} onClose={close} />
      <RevokeDialog doomed={doomed} onClose={() => setDoomed(null)} />
    </Stack>
  );
}

function columnsFor(onRevoke: (key: OperatorKey) => void): Column<OperatorKey>[] {
  return [
    {
      name: 'name',
      header: words.columns.name,
      cell: ({ name }) => (
        <Text size="sm" fw={600} className="breakable">
          <Name>{name}</Name>
        </Text>
      ),
    },
    {
      name: 'created',
      header: words.columns.created,
      cell: ({ created }) => <DateTime value={created} />,
      isSecondary: true,
    },
    {
      name: 'used',
      header: words.columns.used,
      cell: ({ lastUsed }) => <Time value={lastUsed?.at} />,
    },
    {
      name: 'actions',
      header: words.columns.actions,
      align: 'right',
      cell: (key) => (
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          aria-label={words.revokeLabel(plainName(key.name))}
          onClick={() => onRevoke(key)}
        >
          {words.revoke}
        </Button>
      ),
    },
  ];
}

function CreateDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () => body(api.POST('/api/v1/operator-keys', { body: { name: name.trim() } })),
    onSuccess: () => void refresh(),
    // The secret leaves the memory with the dialog.
    gcTime: 0,
  });
  const secret = create.data?.secret;
  const close = () => {
    create.reset();
    setName('');
    onClose();
  };
  return (
    <SecretDialog opened={isOpen} onClose={close} title={words.create} holdsSecret={!!secret}>
      {secret ? (
        <Secret title={words.created} warning={words.once} onDone={close}>
          <SecretField label={words.secret} value={secret} />
        </Secret>
      ) : (
        <DialogForm
          action={words.create}
          onSubmit={() => create.mutate()}
          onCancel={close}
          isPending={create.isPending}
          error={create.error}
        >
          <TextInput
            label={words.name}
            description={words.nameLead}
            value={name}
            maxLength={100}
            required
            data-autofocus
            autoComplete="off"
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </DialogForm>
      )}
    </SecretDialog>
  );
}

function RevokeDialog({ doomed, onClose }: { doomed: OperatorKey | null; onClose: () => void }) {
  const toast = useToast();
  const revoke = useMutation({
    mutationFn: (id: string) =>
      api.DELETE('/api/v1/operator-keys/{id}', { params: { path: { id } } }),
    onSuccess: () => {
      toast(words.revoked(plainName(doomed?.name ?? '')));
      onClose();
      return refresh();
    },
  });
  return (
    <Confirm
      opened={!!doomed}
      onClose={onClose}
      title={words.revokeTitle(plainName(doomed?.name ?? ''))}
      action={words.revoke}
      isPending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => doomed && revoke.mutate(doomed.id)}
    >
      {words.revokeLead}
    </Confirm>
  );
}
