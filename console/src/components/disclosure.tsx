import { Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';

interface Props {
  summary: string;
  children: ReactNode;
}

// One line that shows what is behind it. What is hidden is not rendered.
export function Disclosure({ summary, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Stack gap={4}>
      <UnstyledButton
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
        w="fit-content"
      >
        <Group gap={4} wrap="nowrap" c="var(--mantine-color-anchor)">
          <Chevron size={14} aria-hidden />
          <Text size="sm">{summary}</Text>
        </Group>
      </UnstyledButton>
      <div id={id}>{isOpen && children}</div>
    </Stack>
  );
}
