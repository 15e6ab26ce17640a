import { Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';

import { Refusal } from './refusal';
import { api } from '~/api/client';
import { queries } from '~/api/queries';
import { sessionQuery } from '~/api/session';
import { DialogButtons } from '~/components/dialog-buttons';
import { useToast } from '~/components/toast';
import { CodeInput } from '~/pages/sign-in/code-input';
import { profileText } from '~/text/profile';
import { signInText } from '~/text/sign-in';

const words = profileText.totp;

interface Props {
  opened: boolean;
  onClose: () => void;
}

export function TotpOff({ opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={words.turnOffTitle}>
      <Form onClose={onClose} />
    </Modal>
  );
}

function useTurnOff(onDone: () => void) {
  const toast = useToast();
  return useMutation({
    mutationFn: (code: string) => api.DELETE('/api/v1/me/totp', { body: { code } }),
    onSuccess: () => {
      onDone();
      toast(words.turnedOff);
      return queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
}

function Form({ onClose }: { onClose: () => void }) {
  const [code, setCode] = useState('');
  const [isTried, setTried] = useState(false);
  const turnOff = useTurnOff(onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (code) turnOff.mutate(code);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{words.turnOffLead}</Text>
        <CodeInput
          value={code}
          onChange={setCode}
          error={isTried && !code && signInText.operator.codeMissing}
        />
        <Refusal error={turnOff.error} wrong={words.codeWrong} />
        <DialogButtons
          action={words.turnOff}
          color="red"
          isPending={turnOff.isPending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
