import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import { Problem } from '~/api/problem';
import { text } from '~/text';

export function detailOf(error: unknown): string {
  if (error instanceof Problem) return error.message;
  return error instanceof TypeError ? text.shell.fault.offline : String(error);
}

// What went wrong and what to do, where it happened.
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={text.shell.fault.title}
      role="alert"
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{detailOf(error)}</Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {text.shell.fault.retry}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
