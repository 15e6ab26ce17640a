import { Box, Code, Group, Text } from '@mantine/core';

import { CopyIcon } from './copy-field';
import classes from './code-block.module.css';

// Text for machines, to read or to take along.
export function CodeBlock({ label, value }: { label: string; value: string }) {
  return (
    <Box>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>
          {label}
        </Text>
        <CopyIcon label={label} value={value} />
      </Group>
      <Code block tabIndex={0} role="region" aria-label={label} className={classes.code}>
        {value}
      </Code>
    </Box>
  );
}
