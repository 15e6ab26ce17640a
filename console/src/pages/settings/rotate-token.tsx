import { Radio, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { useOrg } from './use-settings';
import { api, body } from '~/api/client';
import { organisationKey } from '~/api/organisations';
import { tokensQuery } from '~/api/tokens';
import { CopyField } from '~/components/copy-field';
import { DialogForm } from '~/components/dialog-form';
import { Secret, SecretDialog, SecretField } from '~/components/secret';
import { settingsText } from '~/text/settings';

const words = settingsText.rotate;
const dayOverlap = '86400';

interface Rotation {
  name?: string;
  overlapSeconds: number;
  expiresInSeconds?: number;
}

interface Props {
  opened: boolean;
  onClose: () => void;
  tenantUrl: string;
}

// Asks how to rotate, then shows the new token: once, with what goes with it.
export function RotateToken({ opened, onClose, tenantUrl }: Props) {
  const org = useOrg();
  const client = useQueryClient();
  const rotate = useMutation({
    mutationFn: (choice: Rotation) =>
      body(
        api.POST('/api/v1/orgs/{org}/tokens/rotate', { params: { path: { org } }, body: choice }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: organisationKey(org) }),
  });
  const close = () => {
    rotate.reset();
    onClose();
  };
  const token = rotate.data?.token;
  return (
    <SecretDialog
      opened={opened}
      onClose={close}
      title={words.title}
      size="lg"
      holdsSecret={!!token}
    >
      {token ? (
        <NewToken token={token} tenantUrl={tenantUrl} onDone={close} />
      ) : (
        <Choice
          error={rotate.error}
          isPending={rotate.isPending}
          onChoose={rotate.mutate}
          onCancel={close}
        />
      )}
    </SecretDialog>
  );
}

interface ChoiceProps {
  error: unknown;
  isPending: boolean;
  onChoose: (choice: Rotation) => void;
  onCancel: () => void;
}

function Choice({ error, isPending, onChoose, onCancel }: ChoiceProps) {
  const { data } = useQuery(tokensQuery(useOrg()));
  // There is nothing to keep working beside the first token.
  const replaces = !!data?.items.some(({ live }) => live);
  const kept = data?.items.find(({ state }) => state === 'current')?.name ?? '';
  // Null: the server keeps the name of the token before.
  const [name, setName] = useState<string | null>(null);
  const [overlap, setOverlap] = useState(dayOverlap);
  const [expiry, setExpiry] = useState('');
  const options = Object.entries(words.expiries).map(([value, label]) => ({ value, label }));
  return (
    <DialogForm
      action={words.make}
      onSubmit={() =>
        onChoose({
          ...(name !== null && { name: name.trim() }),
          overlapSeconds: Number(overlap),
          ...(expiry && { expiresInSeconds: Number(expiry) }),
        })
      }
      onCancel={onCancel}
      isPending={isPending}
      error={error}
    >
      <TextInput
        label={words.name}
        description={words.nameLead}
        placeholder={words.namePlaceholder}
        maxLength={100}
        value={name ?? kept}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {replaces && (
        <Radio.Group
          label={words.overlap}
          description={words.overlapLead}
          value={overlap}
          onChange={setOverlap}
        >
          <Stack gap="xs" mt="xs">
            {Object.entries(words.overlaps).map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <Select
        label={words.expiry}
        data={options}
        value={expiry}
        allowDeselect={false}
        onChange={(value) => setExpiry(value ?? '')}
      />
    </DialogForm>
  );
}

function NewToken({
  token,
  tenantUrl,
  onDone,
}: {
  token: string;
  tenantUrl: string;
  onDone: () => void;
}) {
  const connection = settingsText.connection;
  return (
    <Secret title={words.once} warning={words.warning} onDone={onDone}>
      <CopyField label={connection.tenantUrl} value={tenantUrl} />
      <SecretField label={connection.secretToken} value={token} />
    </Secret>
  );
}
