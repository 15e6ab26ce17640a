import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';

import { idFor, isId } from './organisation-id';
import { api, body } from '~/api/client';
import { organisationsKey } from '~/api/installation';
import { queries } from '~/api/queries';
import { DialogForm } from '~/components/dialog-form';
import { useDraft } from '~/components/drafts';
import { plainName } from '~/components/visible';
import { InviteItAdmin } from '~/pages/settings/invite-it-admin';
import { text } from '~/text';
import { installationText } from '~/text/installation';
import { settingsText } from '~/text/settings';

const words = installationText.organisations;

interface Props {
  opened: boolean;
  onClose: () => void;
}

interface Made {
  id: string;
  name: string;
}

// Creates one, and asks its IT admin in: nobody can sign in there before that.
export function CreateOrganisation({ opened, onClose }: Props) {
  const navigate = useNavigate();
  const [made, setMade] = useState<Made>();
  const [isInviting, setInviting] = useState(false);
  const close = () => {
    setMade(undefined);
    setInviting(false);
    onClose();
  };
  const toGuide = () => {
    close();
    navigate(`/o/${made?.id}/setup-guide`);
  };
  return (
    <>
      <Modal
        opened={opened && !isInviting}
        onClose={close}
        title={made ? words.created(plainName(made.name)) : words.create}
      >
        {made ? (
          <Next onInvite={() => setInviting(true)} onGuide={toGuide} />
        ) : (
          <Form onClose={close} onMade={setMade} />
        )}
      </Modal>
      {made && (
        <InviteItAdmin org={made.id} name={made.name} opened={isInviting} onClose={toGuide} />
      )}
    </>
  );
}

function Next({ onInvite, onGuide }: { onInvite: () => void; onGuide: () => void }) {
  return (
    <Stack>
      <Text size="sm" role="status">
        {words.next.lead}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onGuide}>
          {words.next.guide}
        </Button>
        <Button
          leftSection={<IconUserPlus size={16} aria-hidden />}
          onClick={onInvite}
          // The dialog is open already: nothing else moves the focus here.
          autoFocus
        >
          {text.setupLinks.invite}
        </Button>
      </Group>
    </Stack>
  );
}

interface Wish {
  name: string;
  // What was typed; until then it follows the name.
  ownId: string | null;
  profile: 'minimal' | 'full';
}

function useCreate(onMade: (made: Made) => void) {
  return useMutation({
    mutationFn: ({ id, name, profile }: Made & Pick<Wish, 'profile'>) =>
      body(api.POST('/api/v1/orgs', { body: { id, name, attributeProfile: profile } })),
    onSuccess: ({ id, name }) => {
      onMade({ id, name: name || id });
      void queries.invalidateQueries({ queryKey: organisationsKey });
    },
  });
}

function Form({ onClose, onMade }: { onClose: () => void; onMade: (made: Made) => void }) {
  const draft = useDraft<Wish>('organisation', { name: '', ownId: null, profile: 'minimal' });
  const { name, ownId, profile } = draft.value;
  const [isTried, setTried] = useState(false);
  const create = useCreate((made) => {
    draft.discard();
    onMade(made);
  });
  const cancel = () => {
    draft.discard();
    onClose();
  };
  const id = ownId ?? idFor(name);
  const submit = () => {
    setTried(true);
    if (name.trim() && isId(id)) create.mutate({ id, name: name.trim(), profile });
  };
  const change = (part: Partial<Wish>) => draft.change({ ...draft.value, ...part });
  return (
    <DialogForm
      action={words.create}
      onSubmit={submit}
      onCancel={cancel}
      isPending={create.isPending}
      error={create.error}
      noValidate
    >
      <TextInput
        label={words.form.name}
        description={words.form.nameLead}
        placeholder={words.form.placeholder}
        classNames={{ input: 'grey-placeholder' }}
        value={name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={isTried && !name.trim() && words.form.nameMissing}
        maxLength={200}
        autoComplete="off"
        data-autofocus
      />
      <TextInput
        label={words.form.id}
        description={words.form.idLead(`${window.location.origin}/${id || '…'}/scim/v2`)}
        classNames={{ description: 'breakable' }}
        value={id}
        onChange={(event) => change({ ownId: event.currentTarget.value.toLowerCase() })}
        error={isTried && !isId(id) && words.form.idWrong}
        maxLength={63}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <Profile value={profile} onChange={(chosen) => change({ profile: chosen })} />
    </DialogForm>
  );
}

interface ProfileProps {
  value: Wish['profile'];
  onChange: (profile: Wish['profile']) => void;
}

function Profile({ value, onChange }: ProfileProps) {
  const { minimal, minimalLead, full, fullLead } = settingsText.attributes;
  return (
    <Radio.Group
      label={words.form.profile}
      description={words.form.profileLead}
      value={value}
      onChange={(chosen) => onChange(chosen as Wish['profile'])}
    >
      <Stack gap="xs" mt="xs">
        <Radio value="minimal" label={minimal} description={minimalLead} />
        <Radio value="full" label={full} description={fullLead} />
      </Stack>
    </Radio.Group>
  );
}
