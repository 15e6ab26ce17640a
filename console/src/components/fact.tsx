import { ColorSwatch, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  name: string;
  // Of the part of a bar or a chart that it explains.
  color?: string;
  children: ReactNode;
}

// One named value of a short list.
export function Fact({ name, color, children }: Props) {
  return (
    <Group justify="space-between" gap="md" wrap="nowrap" align="flex-start">
      <Group gap="xs" wrap="nowrap">
        {color && <ColorSwatch color={`var(--mantine-color-${color}-6)`} size={10} aria-hidden />}
        <Text size="sm" c="dimmed" className="one-line-name">
          {name}
        </Text>
      </Group>
      <Text size="sm" fw={500} ta="right" component="div" className="number breakable">
        {children}
      </Text>
    </Group>
  );
}
