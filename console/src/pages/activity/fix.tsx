import { Group, Text } from '@mantine/core';
import { IconTool } from '@tabler/icons-react';

import { activityText } from '~/text/activity';

// What to change in the identity provider, or here, so that a request succeeds.
export function Fix({ children }: { children: string }) {
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <IconTool size={16} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
      <Text size="sm">
        <Text span inherit fw={600}>
          {activityText.log.fix}:
        </Text>{' '}
        {children}
      </Text>
    </Group>
  );
}
