import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

interface Props {
  title: string;
  lead?: ReactNode;
  // Beside the title: what the panel's subject is now.
  state?: ReactNode;
  children?: ReactNode;
}

// A part of a page with a heading of its own.
export function Panel({ title, lead, state, children }: Props) {
  const id = useId();
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby={id}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Title order={2} size="h4" id={id}>
            {title}
          </Title>
          {state}
        </Group>
        {lead && (
          <Text size="sm" c="dimmed">
            {lead}
          </Text>
        )}
        {children}
      </Stack>
    </Card>
  );
}
