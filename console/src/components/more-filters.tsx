import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';

import { text } from '~/text';

interface Props {
  // How many of them are set.
  count: number;
  children: ReactNode;
}

// Filters that stand behind one button where the window is narrow.
export function MoreFilters({ count, children }: Props) {
  const [isOpen, { toggle }] = useDisclosure();
  const id = useId();
  return (
    <>
      <Button
        variant="default"
        className="filters-toggle"
        leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={toggle}
      >
        {text.filters(count)}
      </Button>
      <div id={id} className="filters-rest" data-open={isOpen || undefined}>
        {children}
      </div>
    </>
  );
}
