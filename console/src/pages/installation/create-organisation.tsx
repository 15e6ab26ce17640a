import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';

import { idFor, isId } from './organisation-id';
import { api, body } from '~/api/client';
import { organisationsKey } from '~/api/installation';
import { queries } from '~/api/queries';
import { useDraft } from '~/components/drafts';
import { ProblemAlert } from '~/components/problem-alert';
import { useToast } from '~/components/toast';
import { text } from '~/text';

const words = text.installation.organisations;

interface Props {
  opened: boolean;
  onClose: () => void;
}

export function CreateOrganisation({ opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={words.create}>
      <Form onClose={onClose} />
    </Modal>
  );
}

interface Wish {
  name: string;
  // What was typed; until then it follows the name.
  ownId: string | null;
}

function useCreate(onCreated: () => void) {
  const navigate = useNavigate();
  const toast = useToast();
  return useMutation({
    mutationFn: (wish: { id: string; name: string }) =>
      body(api.POST('/api/v1/orgs', { body: wish })),
    onSuccess: ({ id, name }) => {
      onCreated();
      void queries.invalidateQueries({ queryKey: organisationsKey });
      toast(words.created(name));
      navigate(`/o/${id}/setup-guide`);
    },
  });
}

function Form({ onClose }: { onClose: () => void }) {
  const draft = useDraft<Wish>('organisation', { name: '', ownId: null });
  const { name, ownId } = draft.value;
  const [isTried, setTried] = useState(false);
  const create = useCreate(draft.discard);
  const cancel = () => {
    draft.discard();
    onClose();
  };
  const id = ownId ?? idFor(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() && isId(id)) create.mutate({ id, name: name.trim() });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label={words.form.name}
          description={words.form.nameLead}
          placeholder={words.form.placeholder}
          classNames={{ input: 'grey-placeholder' }}
          value={name}
          onChange={(event) => draft.change({ name: event.currentTarget.value, ownId })}
          error={isTried && !name.trim() && words.form.nameMissing}
          maxLength={200}
          data-autofocus
        />
        <TextInput
          label={words.form.id}
          description={words.form.idLead(`${window.location.origin}/${id || '…'}/scim/v2`)}
          value={id}
          onChange={(event) =>
            draft.change({ name, ownId: event.currentTarget.value.toLowerCase() })
          }
          error={isTried && !isId(id) && words.form.idWrong}
          maxLength={63}
          autoCapitalize="none"
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        {create.error && <ProblemAlert error={create.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={cancel}>
            {text.cancel}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {words.create}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
