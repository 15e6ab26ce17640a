import { Button, Group } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { MoreFilters } from '~/components/more-filters';
import { text } from '~/text';
import { activityText } from '~/text/activity';

interface Props {
  isFiltered: boolean;
  onClear: () => void;
  // Always in sight.
  search?: ReactNode;
  // How many of the others are set.
  count: number;
  children: ReactNode;
}

export function FilterBar({ isFiltered, onClear, search, count, children }: Props) {
  return (
    <Group gap="sm" align="flex-end" role="search" aria-label={activityText.filters}>
      {search}
      <MoreFilters count={count}>{children}</MoreFilters>
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
