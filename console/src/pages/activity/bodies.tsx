import { Button, Paper, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import type { LogEntry } from '~/api/log';
import { useMay } from '~/api/session';
import { CodeBlock } from '~/components/code-block';
import { ProblemAlert } from '~/components/problem-alert';
import {
  identityAccessQuery,
  type IdentityAccess,
  useChangeSettings,
} from '~/pages/settings/use-settings';
import { activityText } from '~/text/activity';

const words = activityText.entry;

// What was asked and answered, where the organisation keeps it; where not, how to have it kept.
export function Bodies({ org, entry }: { org: string; entry: LogEntry }) {
  const { data, error } = useQuery(identityAccessQuery(org));
  const { requestBody = null, responseBody = null } = entry;
  if (requestBody !== null || responseBody !== null)
    return (
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Body label={words.requestBody} value={requestBody} />
        <Body label={words.responseBody} value={responseBody} />
      </SimpleGrid>
    );
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <Skeleton height={96} />;
  return (data as IdentityAccess).logBodies ? <Text size="sm">{words.notKept}</Text> : <SwitchOn />;
}

function Body({ label, value }: { label: string; value: string | null }) {
  if (value !== null) return <CodeBlock label={label} value={indented(value)} />;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <Text size="sm" c="dimmed">
        {words.noBody}
      </Text>
    </Stack>
  );
}

// A body that was cut, or never was JSON, as it is.
function indented(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}

function SwitchOn() {
  const mayChange = useMay('manage_identity_access');
  const keep = useChangeSettings();
  return (
    <Paper withBorder p="md" maw={820}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm" fw={600}>
          {words.off.title}
        </Text>
        <Text size="sm" c="dimmed">
          {words.off.detail}
        </Text>
        {keep.error && <ProblemAlert error={keep.error} />}
        {mayChange ? (
          <Button
            variant="light"
            loading={keep.isPending}
            onClick={() => keep.mutate({ logBodies: true })}
          >
            {words.off.action}
          </Button>
        ) : (
          <Text size="sm">{words.off.elsewhere}</Text>
        )}
      </Stack>
    </Paper>
  );
}
