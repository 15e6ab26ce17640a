import { Box, Card, Center, Group, Image, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

import { ColorSchemeMenu } from '~/shell/color-scheme-menu';
import { text } from '~/text';

// The frame of the pages in front of the console.
export function Door({ title, children }: { title: string; children: ReactNode }) {
  useDocumentTitle(`${title} · ${text.shell.product}`);
  return (
    <Box className="door" mih="100vh">
      <Group component="header" justify="flex-end" p="md">
        <ColorSchemeMenu />
      </Group>
      <Center component="main" px="md" pb={96}>
        <Stack w="100%" maw={420} gap="lg" pt={{ base: 'md', sm: 48 }}>
          <Group gap={10} justify="center">
            <Image src={`${import.meta.env.BASE_URL}favicon.svg`} w={32} h={32} alt="" />
            <Text size="xl" fw={700}>
              {text.shell.product}
            </Text>
          </Group>
          <Card withBorder padding="xl" shadow="sm">
            <Stack gap="md">
              <Title order={1} size="h3">
                {title}
              </Title>
              {children}
            </Stack>
          </Card>
        </Stack>
      </Center>
    </Box>
  );
}
