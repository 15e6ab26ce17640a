import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import { isStatus, Problem } from '~/api/problem';
import { text } from '~/text';

import { begun } from './begun';

export function detailOf(error: unknown): string {
  if (error instanceof Problem) return begun(error.message);
  return error instanceof TypeError ? text.shell.fault.offline : String(error);
}

// Who may not see something will not see it the next time either.
const isWorthRetrying = (error: unknown) =>
  !(error instanceof Problem) || error.status === 429 || error.status >= 500;

// What went wrong and what to do, where it happened. `onRetry` is for what could not be read.
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const words = text.shell.fault;
  const isForbidden = isStatus(error, 403);
  // That the whole organisation is shut is no matter of permissions.
  const isSuspended = isForbidden && detailOf(error).includes('suspended this organisation');
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={isForbidden ? words.forbidden : words.title}
      role="alert"
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          {isForbidden && onRetry && !isSuspended ? words.forbiddenPage : detailOf(error)}
        </Text>
        {onRetry && isWorthRetrying(error) && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {words.retry}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
