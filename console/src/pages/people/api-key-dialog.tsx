import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { api, body } from '~/api/client';
import { apiKeysQuery, type MemberExplained } from '~/api/members';
import { queries } from '~/api/queries';
import { DialogForm } from '~/components/dialog-form';
import { Secret, SecretDialog, SecretField } from '~/components/secret';
import { useOrg } from '~/shell/use-org';
import { peopleText } from '~/text/people';

const words = peopleText.keys;

interface Props {
  member: MemberExplained;
  isOpen: boolean;
  onClose: () => void;
}

export function ApiKeyDialog({ member, isOpen, onClose }: Props) {
  const create = useCreate(member.id);
  const secret = create.data?.secret;
  const close = () => {
    create.reset();
    onClose();
  };
  return (
    <SecretDialog opened={isOpen} onClose={close} title={words.create} holdsSecret={!!secret}>
      {secret ? (
        <Secret title={words.created} warning={words.once} onDone={close}>
          <SecretField label={words.secret} value={secret} />
        </Secret>
      ) : (
        <KeyForm
          onClose={close}
          onCreate={create.mutate}
          isPending={create.isPending}
          error={create.error}
        />
      )}
    </SecretDialog>
  );
}

type Lifetime = keyof typeof words.lifetimes;
const day = 24 * 60 * 60;
const seconds: Record<Lifetime, number | undefined> = {
  never: undefined,
  month: 30 * day,
  quarter: 90 * day,
  year: 365 * day,
};
const lifetimes = Object.entries(words.lifetimes).map(([value, label]) => ({ value, label }));

interface NewKey {
  name: string;
  expiresInSeconds?: number;
}

interface FormProps {
  onClose: () => void;
  onCreate: (key: NewKey) => void;
  isPending: boolean;
  error: unknown;
}

function KeyForm({ onClose, onCreate, isPending, error }: FormProps) {
  const [name, setName] = useState('');
  const [lifetime, setLifetime] = useState<Lifetime>('year');
  return (
    <DialogForm
      action={words.create}
      onSubmit={() => onCreate({ name: name.trim(), expiresInSeconds: seconds[lifetime] })}
      onCancel={onClose}
      isPending={isPending}
      error={error}
    >
      <TextInput
        label={words.name}
        description={words.nameHint}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        required
        maxLength={100}
        data-autofocus
        autoComplete="off"
      />
      <NativeSelect
        label={words.columns.expires}
        data={lifetimes}
        value={lifetime}
        onChange={(event) => setLifetime(event.currentTarget.value as Lifetime)}
      />
    </DialogForm>
  );
}

function useCreate(id: string) {
  const org = useOrg();
  return useMutation({
    mutationFn: (key: NewKey) =>
      body(
        api.POST('/api/v1/orgs/{org}/members/{id}/api-keys', {
          params: { path: { org, id } },
          body: key,
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: apiKeysQuery(org, id).queryKey });
    },
    // The secret leaves the memory with the dialog.
    gcTime: 0,
  });
}
