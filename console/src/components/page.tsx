import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

import { text } from '~/text';

interface Props {
  title: string;
  // One sentence: what the page is for.
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

// The frame of every page: its title is the document's too.
export function Page({ title, lead, actions, children }: Props) {
  useDocumentTitle(`${title} · ${text.shell.product}`);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" wrap="wrap">
        <Stack gap={4} maw={720} flex="1 1 280px" miw={0}>
          <Title order={1} size="h2" className="breakable">
            {title}
          </Title>
          {lead && <Text c="dimmed">{lead}</Text>}
        </Stack>
        {actions && <Group gap="sm">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
