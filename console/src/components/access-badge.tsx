import { Badge } from '@mantine/core';
import { IconRobot, IconUser } from '@tabler/icons-react';

import { text } from '~/text';

export interface Access {
  role: 'user' | 'admin';
  identityType: 'human' | 'service';
}

export function accessName(access: Access | null | undefined): string {
  return access ? text.access[`${access.role}/${access.identityType}`] : text.access.none;
}

// What somebody is, by colour, icon and word.
export function AccessBadge({ access }: { access: Access | null | undefined }) {
  const Icon = access?.identityType === 'service' ? IconRobot : IconUser;
  return (
    <Badge
      variant="light"
      color={!access ? 'gray' : access.role === 'admin' ? 'grape' : 'indigo'}
      leftSection={access && <Icon size={12} aria-hidden />}
      tt="none"
    >
      {accessName(access)}
    </Badge>
  );
}
