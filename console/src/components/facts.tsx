import { Box, Text } from '@mantine/core';
import type { ReactNode } from 'react';

import classes from './facts.module.css';

// What is known about one thing, name by name.
export function Facts({ items }: { items: [name: string, value: ReactNode][] }) {
  return (
    <Box component="dl" className={classes.facts}>
      {items.map(([name, value]) => (
        <Box key={name}>
          <Text component="dt" size="xs" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} className={classes.value}>
            {value}
          </Text>
        </Box>
      ))}
    </Box>
  );
}
