import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

import { signInText } from '~/text/sign-in';

interface Props {
  value: string;
  onChange: (value: string) => void;
  error?: ReactNode;
}

// Six digits of an authenticator app; what people paste may hold spaces.
export function CodeInput({ value, onChange, error }: Props) {
  return (
    <TextInput
      label={signInText.operator.code}
      description={signInText.operator.codeLead}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, '').slice(0, 6))}
      error={error}
      inputMode="numeric"
      autoComplete="one-time-code"
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      maw={220}
      autoFocus
      data-autofocus
    />
  );
}
