import { Alert, Button, Code, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';

import { CodeInput } from './code-input';
import { OtherDoors } from './other-doors';
import { refusalOf } from './refusal';
import { api, body } from '~/api/client';
import { Problem } from '~/api/problem';
import { startSession } from '~/api/session';
import { rememberDoor } from '~/shell/last-door';
import { signInText } from '~/text/sign-in';

const words = signInText.operator;

interface Credentials {
  name: string;
  password: string;
  code?: string;
}

function useSignIn(to: string) {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (credentials: Credentials) =>
      body(api.POST('/api/v1/session', { body: credentials })),
    onSuccess: (session) => {
      rememberDoor('operators');
      startSession(session);
      navigate(to, { replace: true });
    },
  });
}

const wantsCode = (error: unknown) => error instanceof Problem && error.code === 'code_required';

export function OperatorDoor({ to }: { to: string }) {
  const [{ name, password, code }, setTyped] = useState({ name: '', password: '', code: '' });
  const [isCodeAsked, setCodeAsked] = useState(false);
  const [isTried, setTried] = useState(false);
  const signIn = useSignIn(to);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!name || !password || (isCodeAsked && !code)) return;
    signIn.mutate(
      { name, password, ...(code && { code }) },
      { onError: (error) => wantsCode(error) && setCodeAsked(true) },
    );
  };
  const type = (field: string) => (value: string) =>
    setTyped((old) => ({ ...old, [field]: value }));
  return (
    <>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm" c="dimmed">
            {words.lead}
          </Text>
          <TextInput
            label={words.name}
            value={name}
            onChange={(event) => type('name')(event.currentTarget.value)}
            error={isTried && !name && words.nameMissing}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
          />
          <PasswordInput
            label={words.password}
            value={password}
            onChange={(event) => type('password')(event.currentTarget.value)}
            error={isTried && !password && words.passwordMissing}
            autoComplete="current-password"
          />
          {isCodeAsked && (
            <CodeInput
              value={code}
              onChange={type('code')}
              error={isTried && !code && words.codeMissing}
            />
          )}
          <Refusal error={signIn.error} isCodeAsked={isCodeAsked} />
          <Button type="submit" loading={signIn.isPending}>
            {words.submit}
          </Button>
        </Stack>
      </form>
      <Text size="xs" c="dimmed">
        {words.forgotten} <Code>{words.forgottenCommand}</Code> {words.forgottenEnd}
      </Text>
      <OtherDoors to={to} others={['member']} />
    </>
  );
}

function Refusal({ error, isCodeAsked }: { error: unknown; isCodeAsked: boolean }) {
  if (!error || wantsCode(error)) return null;
  return (
    <Alert color="red" role="alert">
      {refusalOf(error, isCodeAsked)}
    </Alert>
  );
}
