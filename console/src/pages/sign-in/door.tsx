import { Box, Card, Center, Group, Image, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

import { ColorSchemeMenu } from '~/shell/color-scheme-menu';
import { ourProduct, useProduct } from '~/shell/use-product';

interface Props {
  title: string;
  // For operators alone.
  isOurs?: boolean;
  children: ReactNode;
}

// The frame of the pages in front of the console.
export function Door({ title, isOurs, children }: Props) {
  const theirs = useProduct();
  const product = isOurs ? ourProduct : theirs;
  useDocumentTitle(`${title} · ${product.name}`);
  return (
    <Box className="door" mih="100vh">
      <Group component="header" justify="flex-end" p="md">
        <ColorSchemeMenu />
      </Group>
      <Center component="main" px="md" pb={96}>
        <Stack w="100%" maw={420} gap="lg" pt={{ base: 'md', sm: 48 }}>
          <Group gap={10} justify="center">
            <Image src={product.logo} w="auto" maw={160} h={32} fit="contain" alt="" />
            <Text size="xl" fw={700}>
              {product.name}
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
