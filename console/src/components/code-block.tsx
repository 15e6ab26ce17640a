import { Box, Code, Group, Text } from '@mantine/core';

import { CopyIcon } from './copy-icon';
import { useCopy } from './use-copy';
import classes from './code-block.module.css';

// Text for machines, to read or to take along.
export function CodeBlock({ label, value }: { label: string; value: string }) {
  const { source, ...copying } = useCopy<HTMLPreElement>(value);
  return (
    <Box>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>
          {label}
        </Text>
        <CopyIcon label={label} {...copying} />
      </Group>
      <Code
        block
        ref={source}
        tabIndex={0}
        role="region"
        aria-label={label}
        className={classes.code}
      >
        {value}
      </Code>
    </Box>
  );
}
