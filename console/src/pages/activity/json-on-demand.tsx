import { Button, Stack } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';

import { CodeBlock } from '~/components/code-block';
import { activityText } from '~/text/activity';

// All that an entry holds, for those who ask.
export function JsonOnDemand({ label, value }: { label: string; value: unknown }) {
  const [isOpen, setOpen] = useState(false);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        leftSection={<Chevron size={14} aria-hidden />}
        aria-expanded={isOpen}
        aria-label={label}
        onClick={() => setOpen(!isOpen)}
      >
        {activityText.changes.json}
      </Button>
      {isOpen && <CodeBlock label={label} value={JSON.stringify(value, null, 2)} />}
    </Stack>
  );
}
