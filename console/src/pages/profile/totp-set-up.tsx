import { Center, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';

import { QrCode } from './qr-code';
import { Refusal } from './refusal';
import { api, body } from '~/api/client';
import { queries } from '~/api/queries';
import { sessionQuery } from '~/api/session';
import { DialogButtons } from '~/components/dialog-buttons';
import { SecretField } from '~/components/secret';
import { useToast } from '~/components/toast';
import { CodeInput } from '~/pages/sign-in/code-input';
import { profileText } from '~/text/profile';
import { signInText } from '~/text/sign-in';

const words = profileText.totp;

interface Props {
  opened: boolean;
  onClose: () => void;
}

interface Secret {
  secret: string;
  otpauthUri: string;
}

// First the password, then the secret, and the code that proves that the app has it.
export function TotpSetUp({ opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={words.setUpTitle} closeOnClickOutside={false}>
      <Steps onClose={onClose} />
    </Modal>
  );
}

function Steps({ onClose }: { onClose: () => void }) {
  const [secret, setSecret] = useState<Secret | null>(null);
  if (secret) return <Proof secret={secret} onClose={onClose} />;
  return <Ask onSecret={setSecret} onClose={onClose} />;
}

function Ask({ onSecret, onClose }: { onSecret: (secret: Secret) => void; onClose: () => void }) {
  const [password, setPassword] = useState('');
  const [isTried, setTried] = useState(false);
  const begin = useMutation({
    mutationFn: () => body(api.POST('/api/v1/me/totp', { body: { password } })),
    onSuccess: onSecret,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (password) begin.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <PasswordInput
          label={words.password}
          description={words.passwordLead}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={isTried && !password && signInText.operator.passwordMissing}
          autoComplete="current-password"
          data-autofocus
        />
        <Refusal error={begin.error} wrong={words.passwordWrong} />
        <DialogButtons action={words.next} isPending={begin.isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}

function useConfirm(onDone: () => void) {
  const toast = useToast();
  return useMutation({
    mutationFn: (code: string) => api.POST('/api/v1/me/totp/confirm', { body: { code } }),
    onSuccess: () => {
      onDone();
      toast(words.turnedOn);
      return queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
}

function Proof({ secret, onClose }: { secret: Secret; onClose: () => void }) {
  const [code, setCode] = useState('');
  const [isTried, setTried] = useState(false);
  const confirm = useConfirm(onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (code) confirm.mutate(code);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{words.scan}</Text>
        <Center>
          <QrCode label={words.qr} content={secret.otpauthUri} />
        </Center>
        <SecretField label={words.secret} value={secret.secret} />
        <CodeInput
          value={code}
          onChange={setCode}
          error={isTried && !code && signInText.operator.codeMissing}
        />
        <Refusal error={confirm.error} wrong={words.codeWrong} />
        <DialogButtons action={words.confirm} isPending={confirm.isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
