import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

import { Name } from './name';
import { useFullTitle } from './use-full-title';

interface Props {
  title: string;
  // The title is a name that somebody chose.
  isName?: boolean;
  // One sentence: what the page is for.
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

// The frame of every page: its title is the document's too.
export function Page({ title, isName, lead, actions, children }: Props) {
  useDocumentTitle(useFullTitle(title));
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" wrap="wrap">
        <Stack gap={6} maw={720} flex="1 1 280px" miw={0}>
          <Title order={1} size="h2" className="breakable">
            {isName ? <Name>{title}</Name> : title}
          </Title>
          {lead && (
            <Text c="dimmed" className="pretty">
              {lead}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="sm">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
