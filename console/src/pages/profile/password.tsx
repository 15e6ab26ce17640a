import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';

import { Refusal } from './refusal';
import { api } from '~/api/client';
import { ownSessionsQuery } from '~/api/profile';
import { queries } from '~/api/queries';
import { Panel } from '~/components/panel';
import { useToast } from '~/components/toast';
import { faultsOf, NewPasswordFields } from '~/pages/sign-in/new-password';
import { profileText } from '~/text/profile';

const words = profileText.password;

const nothing = { password: '', repeated: '' };

export function Password({ name }: { name: string }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState(nothing);
  const [isTried, setTried] = useState(false);
  const clear = () => {
    setCurrent('');
    setNext(nothing);
    setTried(false);
  };
  const change = useChange(clear);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { password, repeated } = faultsOf(next);
    if (current && !password && !repeated) change.mutate({ current, new: next.password });
  };
  return (
    <Panel title={words.title} lead={words.lead}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <UserName name={name} />
          <PasswordInput
            label={words.current}
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={isTried && !current && words.currentMissing}
            autoComplete="current-password"
          />
          <NewPasswordFields
            label={words.new}
            value={next}
            onChange={setNext}
            name={name}
            isTried={isTried}
          />
          <Refusal error={change.error} wrong={words.currentWrong} />
          <Group>
            <Button type="submit" variant="default" loading={change.isPending}>
              {words.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

// Tells a password manager whose password it is.
function UserName({ name }: { name: string }) {
  return <input type="text" value={name} readOnly hidden autoComplete="username" />;
}

function useChange(onDone: () => void) {
  const toast = useToast();
  return useMutation({
    mutationFn: (body: { current: string; new: string }) =>
      api.POST('/api/v1/me/password', { body }),
    onSuccess: () => {
      onDone();
      toast(words.changed);
      return queries.invalidateQueries({ queryKey: ownSessionsQuery.queryKey });
    },
  });
}
