import { Button, Center, Group, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';

import { useFullTitle } from './use-full-title';

interface Props {
  icon: Icon;
  title: string;
  children: ReactNode;
  // Where to go from here.
  way: { to: string; label: string };
  more?: ReactNode;
}

// A page that has nothing to show, and says why and where to go instead. No fault: there is nothing
// to try again.
export function StatusPage({ icon: Glyph, title, children, way, more }: Props) {
  useDocumentTitle(useFullTitle(title));
  return (
    <Center py={64}>
      <Stack align="center" gap="sm" maw={520} ta="center">
        <ThemeIcon size={56} radius="xl" variant="light" color="gray">
          <Glyph size={28} stroke={1.6} aria-hidden />
        </ThemeIcon>
        <Title order={1} size="h3" className="breakable">
          {title}
        </Title>
        <Text c="dimmed" component="div">
          {children}
        </Text>
        <Group justify="center" gap="sm" mt="xs">
          <Button component={Link} to={way.to} variant="light">
            {way.label}
          </Button>
          {more}
        </Group>
      </Stack>
    </Center>
  );
}
