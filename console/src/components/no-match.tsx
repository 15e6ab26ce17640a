import { Button } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { Empty } from './empty';
import { text } from '~/text';

interface Props {
  title: string;
  children: ReactNode;
  onClear: () => void;
}

// Where a search or filters leave nothing: the way back to everything.
export function NoMatch({ title, children, onClear }: Props) {
  return (
    <Empty
      icon={IconFilterOff}
      title={title}
      action={
        <Button variant="light" mt="sm" onClick={onClear}>
          {text.clearFilters}
        </Button>
      }
    >
      {children}
    </Empty>
  );
}
