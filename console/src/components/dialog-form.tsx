import { Button, Group, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';

import { ProblemAlert } from './problem-alert';
import { text } from '~/text';

interface Props {
  // What the button says that sends it.
  action: string;
  onSubmit: () => void;
  onCancel: () => void;
  isPending: boolean;
  error: unknown;
  // The fields say themselves what is wrong with them.
  noValidate?: boolean;
  children: ReactNode;
}

// What every dialog that asks for something looks like: its fields, what went wrong, and the two ways
// out of it.
export function DialogForm({
  action,
  onSubmit,
  onCancel,
  isPending,
  error,
  noValidate,
  children,
}: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate={noValidate}>
      <Stack>
        {children}
        {!!error && <ProblemAlert error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {text.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
