import { Text } from '@mantine/core';

import type { Target } from '~/api/members';
import { AccessBadge } from '~/components/access-badge';
import { peopleText } from '~/text/people';

// What a group is mapped to.
export function Mapping({ target }: { target: Target | null }) {
  if (target) return <AccessBadge access={target} />;
  return (
    <Text size="sm" c="dimmed">
      {peopleText.groupsPage.unmapped}
    </Text>
  );
}
