import { PasswordInput, Progress, Stack, Text } from '@mantine/core';

import { shortestPassword, strengthOf, type Strength } from './strength';
import { signInText } from '~/text/sign-in';

const words = signInText;

const looks: Record<Strength, { value: number; color: string }> = {
  short: { value: 15, color: 'red' },
  weak: { value: 35, color: 'orange' },
  fair: { value: 70, color: 'teal' },
  strong: { value: 100, color: 'teal' },
};

function hintOf(password: string, strength: Strength): string {
  if (strength !== 'short') return words.strength[strength];
  return words.strength.short(shortestPassword - [...password].length);
}

export interface NewPassword {
  password: string;
  repeated: string;
}

// Why the pair cannot be sent, by field.
export function faultsOf({ password, repeated }: NewPassword) {
  return {
    password: strengthOf(password) === 'short' ? words.setup.tooShort : null,
    repeated: password !== repeated ? words.setup.repeatWrong : null,
  };
}

interface Props {
  label: string;
  value: NewPassword;
  onChange: (value: NewPassword) => void;
  name: string;
  isTried: boolean;
}

// A password and once more, with a hint how good it is while it is typed.
export function NewPasswordFields({ label, value, onChange, name, isTried }: Props) {
  const { password, repeated } = value;
  const faults = faultsOf(value);
  return (
    <>
      <Stack gap={6}>
        <PasswordInput
          label={label}
          value={password}
          onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
          error={isTried && faults.password}
          autoComplete="new-password"
        />
        {password && <Hint password={password} name={name} />}
      </Stack>
      <PasswordInput
        label={words.setup.repeat}
        value={repeated}
        onChange={(event) => onChange({ ...value, repeated: event.currentTarget.value })}
        error={isTried && faults.repeated}
        autoComplete="new-password"
      />
    </>
  );
}

function Hint({ password, name }: { password: string; name: string }) {
  const strength = strengthOf(password, name);
  return (
    <>
      <Progress
        {...looks[strength]}
        size="sm"
        aria-label={words.strength.label}
        transitionDuration={120}
      />
      <Text size="xs" c="dimmed" role="status">
        {hintOf(password, strength)}
      </Text>
    </>
  );
}
