import { Alert, Button, Checkbox, Group, Select, Text, TextInput } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { noticesQuery } from '~/api/notices';
import { useCreateSetupLink, type NewSetupLink, type SetupLinkWish } from '~/api/setup-links';
import { DialogForm } from '~/components/dialog-form';
import { useDraft } from '~/components/drafts';
import { Secret, SecretDialog, SecretField } from '~/components/secret';
import { text } from '~/text';

const words = text.setupLinks.dialog;
const weekS = '604800';

interface Props {
  org: string;
  // What people call it.
  name: string;
  opened: boolean;
  onClose: () => void;
}

// Asks who the link is for, then shows it once, with a mail ready to send.
export function InviteItAdmin({ org, name, opened, onClose }: Props) {
  const create = useCreateSetupLink(org);
  const made = create.data;
  const close = () => {
    create.reset();
    onClose();
  };
  return (
    <SecretDialog
      opened={opened}
      onClose={close}
      title={words.title(name)}
      size="lg"
      holdsSecret={!!made}
    >
      {made ? (
        <Secret title={words.once} warning={words.warning} onDone={close}>
          <Made organisation={name} {...made} />
        </Secret>
      ) : (
        <Wish
          org={org}
          error={create.error}
          isPending={create.isPending}
          onCreate={(wish, onSuccess) => create.mutate(wish, { onSuccess })}
          onCancel={close}
        />
      )}
    </SecretDialog>
  );
}

interface Typed {
  name: string;
  email: string;
  expiry: string;
  keep: boolean;
}

const nothingTyped: Typed = { name: '', email: '', expiry: weekS, keep: false };

interface WishProps {
  org: string;
  error: unknown;
  isPending: boolean;
  onCreate: (wish: SetupLinkWish, onMade: () => void) => void;
  onCancel: () => void;
}

function Wish({ org, error, isPending, onCreate, onCancel }: WishProps) {
  const { value, change, discard } = useDraft(`${org}.setup-link`, nothingTyped);
  const { name, email, expiry, keep } = value;
  const [isTried, setTried] = useState(false);
  // As long as it is not known, nothing is promised.
  const isMailed = useQuery(noticesQuery(org)).data?.mailConfigured;
  const isEmailWrong = email.trim() !== '' && !/^[^\s@]+@[^\s@]+$/.test(email.trim());
  const submit = () => {
    setTried(true);
    if (isEmailWrong) return;
    onCreate(
      { name: name.trim(), email: email.trim(), expiresInSeconds: Number(expiry), keep },
      discard,
    );
  };
  const cancel = () => {
    discard();
    onCancel();
  };
  return (
    <DialogForm
      action={isMailed && email.trim() ? words.createAndMail : words.create}
      onSubmit={submit}
      onCancel={cancel}
      isPending={isPending}
      error={error}
      noValidate
    >
      <Text size="sm">
        {words.lead}
        {isMailed === false && ` ${words.byHand}`}
      </Text>
      <TextInput
        label={words.name}
        description={words.nameLead}
        value={name}
        maxLength={100}
        onChange={(event) => change({ ...value, name: event.currentTarget.value })}
        autoComplete="off"
        data-autofocus
      />
      <TextInput
        label={words.email}
        description={isMailed ? words.emailLead : words.emailLeadByHand}
        type="email"
        value={email}
        onChange={(event) => change({ ...value, email: event.currentTarget.value })}
        error={isTried && isEmailWrong && words.emailWrong}
        autoComplete="off"
      />
      <Select
        label={words.expiry}
        data={Object.entries(words.expiries).map(([value, label]) => ({ value, label }))}
        value={expiry}
        allowDeselect={false}
        onChange={(chosen) => change({ ...value, expiry: chosen ?? weekS })}
      />
      <Checkbox
        label={words.keep}
        description={words.keepLead}
        checked={keep}
        onChange={(event) => change({ ...value, keep: event.currentTarget.checked })}
      />
    </DialogForm>
  );
}

interface MadeProps {
  organisation: string;
  mail: NewSetupLink['mail'];
  url: string;
  name: string | null;
  email: string | null;
  expires: string;
}

const dayOf = (time: string) =>
  new Date(time).toLocaleDateString('en', { day: 'numeric', month: 'long', year: 'numeric' });

function Made({ organisation, mail, url, name, email, expires }: MadeProps) {
  const body = words.body({ name: name ?? '', organisation, url, expires: dayOf(expires) });
  const query = `subject=${encodeURIComponent(words.subject(organisation))}&body=${encodeURIComponent(body)}`;
  return (
    <>
      <Alert color={mail === 'queued' ? 'teal' : 'yellow'}>
        {mail === 'queued' && words.queued(email ?? '')}
        {mail === 'failed' && words.failed}
        {(mail === 'off' || mail === null) && words.sendYourself}
      </Alert>
      <SecretField label={words.link} value={url} />
      <SecretField label={words.mail} value={body} />
      <Group>
        <Button
          component="a"
          href={`mailto:${encodeURIComponent(email ?? '')}?${query}`}
          variant="default"
          size="xs"
          leftSection={<IconMail size={16} aria-hidden />}
        >
          {words.openMail}
        </Button>
      </Group>
    </>
  );
}
