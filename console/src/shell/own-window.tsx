import { Button, Center, Stack, Text, Title } from '@mantine/core';

import { text } from '~/text';

const words = text.shell.ownWindow;

// An operator's clicks are worth too much for a page around them to guide.
export function OwnWindow() {
  return (
    <Center component="main" p="xl">
      <Stack align="center" ta="center" maw={420}>
        <Title order={1} size="h3">
          {words.title}
        </Title>
        <Text c="dimmed">{words.detail}</Text>
        <Button component="a" href={window.location.href} target="_blank" rel="noreferrer">
          {words.open}
        </Button>
      </Stack>
    </Center>
  );
}
