import { Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';

import { DialogButtons } from './dialog-buttons';
import { ProblemAlert } from './problem-alert';

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
        <DialogButtons action={action} isPending={isPending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
