import { Modal, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';

import { api, body } from '~/api/client';
import { DialogForm } from '~/components/dialog-form';
import { useDraft } from '~/components/drafts';
import { useToast } from '~/components/toast';
import { useOrg } from '~/shell/use-org';
import { plainName } from '~/components/visible';
import { peopleText } from '~/text/people';

import { TargetPicker, targetOf, type TargetName } from './target-picker';
import { forgetPeople } from './use-people';

const words = peopleText.invitation;

interface Props {
  isOpen: boolean;
  onClose: () => void;
}

export function InviteDialog({ isOpen, onClose }: Props) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={words.title} size="lg">
      <InvitationForm onClose={onClose} />
    </Modal>
  );
}

interface Invitation {
  userName: string;
  target: TargetName;
}

function InvitationForm({ onClose }: { onClose: () => void }) {
  const draft = useDraft<Invitation>(`${useOrg()}.invitation`, {
    userName: '',
    target: 'user/human',
  });
  const { userName, target } = draft.value;
  const close = () => {
    draft.discard();
    onClose();
  };
  const invite = useInvite(close);
  return (
    <DialogForm
      action={words.send}
      onSubmit={() => invite.mutate({ userName: userName.trim(), ...targetOf(target) })}
      onCancel={close}
      isPending={invite.isPending}
      error={invite.error}
    >
      <Text size="sm" c="dimmed">
        {words.lead}
      </Text>
      <TextInput
        label={words.userName}
        description={words.userNameHint}
        value={userName}
        onChange={(event) => draft.change({ userName: event.currentTarget.value, target })}
        required
        data-autofocus
        autoComplete="off"
        spellCheck={false}
      />
      <TargetPicker
        label={words.access}
        value={target}
        onChange={(chosen) => draft.change({ userName, target: chosen })}
      />
    </DialogForm>
  );
}

function useInvite(onDone: () => void) {
  const org = useOrg();
  const toast = useToast();
  return useMutation({
    mutationFn: (invitation: { userName: string } & ReturnType<typeof targetOf>) =>
      body(api.POST('/api/v1/orgs/{org}/members', { params: { path: { org } }, body: invitation })),
    onSuccess: (member) => {
      void forgetPeople(org);
      onDone();
      const to = `/o/${org}/members/${member.id}`;
      toast(words.done(plainName(member.userName)), undefined, { to, label: words.open });
    },
  });
}
