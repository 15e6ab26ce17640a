import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';

import { faultsOf, NewPasswordFields } from './new-password';
import { api, body } from '~/api/client';
import { queries } from '~/api/queries';
import { startSession } from '~/api/session';
import { ProblemAlert } from '~/components/problem-alert';
import { Time } from '~/components/time';
import { signInText } from '~/text/sign-in';

const words = signInText.setup;

interface Props {
  link: string;
  expires: string;
  firstOperator: boolean;
}

function useRedeem(link: string) {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (account: { name: string; password: string }) =>
      body(api.POST('/api/v1/operator-links/redeem', { body: { link, ...account } })),
    // Somebody was quicker: the page checks the link again and says so.
    onError: () => queries.invalidateQueries({ queryKey: ['operator-link', link] }),
    onSuccess: (session) => {
      startSession(session);
      navigate('/orgs', { replace: true });
    },
  });
}

// The name and the password of a new operator.
export function AccountForm({ link, expires, firstOperator }: Props) {
  const [name, setName] = useState('');
  const [secret, setSecret] = useState({ password: '', repeated: '' });
  const [isTried, setTried] = useState(false);
  const redeem = useRedeem(link);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { password, repeated } = faultsOf(secret);
    if (name.trim() && !password && !repeated)
      redeem.mutate({ name: name.trim(), password: secret.password });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm" c="dimmed">
          {firstOperator ? words.first : words.invited} {words.expires} <Time value={expires} />.
        </Text>
        <TextInput
          label={words.name}
          description={words.nameLead}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={isTried && !name.trim() && words.nameMissing}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
        <NewPasswordFields
          label={words.password}
          value={secret}
          onChange={setSecret}
          name={name}
          isTried={isTried}
        />
        {redeem.error && <ProblemAlert error={redeem.error} />}
        <Button type="submit" loading={redeem.isPending}>
          {words.submit}
        </Button>
      </Stack>
    </form>
  );
}
