import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';

import { useDelete, useSuspend } from './use-organisations';
import type { Organisation } from '~/api/installation';
import { Confirm } from '~/components/confirm';
import { plainName } from '~/components/visible';
import { installationText } from '~/text/installation';

const words = installationText.organisations;

interface Props {
  org: Organisation;
  opened: boolean;
  onClose: () => void;
}

export function SuspendOrganisation({ org, opened, onClose }: Props) {
  const suspend = useSuspend(org);
  const [reason, setReason] = useState('');
  const close = () => {
    setReason('');
    onClose();
  };
  const why = reason.trim();
  return (
    <Confirm
      opened={opened}
      onClose={close}
      title={words.suspendTitle(plainName(org.name || org.id))}
      action={words.suspendConfirm}
      isPending={suspend.isPending}
      error={suspend.error}
      onConfirm={() =>
        suspend.mutate({ suspended: true, ...(why && { reason: why }) }, { onSuccess: close })
      }
    >
      <Stack>
        {words.suspendLead}
        <TextInput
          label={words.suspendReason}
          description={words.suspendReasonLead}
          value={reason}
          maxLength={400}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
      </Stack>
    </Confirm>
  );
}

export function DeleteOrganisation({ org, opened, onClose }: Props) {
  const remove = useDelete(org);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={words.removeTitle(plainName(org.name || org.id))}
      action={words.removeConfirm}
      word={org.id}
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(undefined, { onSuccess: onClose })}
    >
      {words.removeLead(words.people(org.userCount ?? 0))}
    </Confirm>
  );
}
