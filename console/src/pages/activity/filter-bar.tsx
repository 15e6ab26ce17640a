import { Button, Group } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { text } from '~/text';

interface Props {
  isFiltered: boolean;
  onClear: () => void;
  children: ReactNode;
}

export function FilterBar({ isFiltered, onClear, children }: Props) {
  return (
    <Group gap="sm" align="flex-end" role="search" aria-label={text.activity.filters}>
      {children}
      {isFiltered && (
        <Button
          variant="subtle"
          leftSection={<IconFilterOff size={16} aria-hidden />}
          onClick={onClear}
        >
          {text.clearFilters}
        </Button>
      )}
    </Group>
  );
}
