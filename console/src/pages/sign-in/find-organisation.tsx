import { Button, Group, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';

import { signInText } from '~/text/sign-in';

const words = signInText.organisation;

export function FindOrganisation({ to }: { to: string }) {
  const [org, setOrg] = useState('');
  const [isTried, setTried] = useState(false);
  const navigate = useNavigate();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const query = new URLSearchParams({ org, ...(to !== '/' && { to }) });
    if (org) navigate(`/sign-in?${query}`);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Group align="flex-end" gap="sm" wrap="nowrap">
        <TextInput
          flex={1}
          label={words.id}
          description={words.idLead}
          value={org}
          onChange={(event) => setOrg(event.currentTarget.value.trim().toLowerCase())}
          error={isTried && !org && words.idMissing}
          autoCapitalize="none"
          autoComplete="organization"
          spellCheck={false}
          autoFocus
        />
        <Button type="submit">{words.go}</Button>
      </Group>
    </form>
  );
}
