import type { Access } from '~/components/access-badge';
import type { rolePermissionsText } from '~/text/profile';

export interface Kind {
  name: keyof typeof rolePermissionsText.about;
  access: Access;
}

// The highest first, as on the ladder of design §2.9.
export const kinds: Kind[] = [
  { name: 'admin_human', access: { role: 'admin', identityType: 'human' } },
  { name: 'admin_service', access: { role: 'admin', identityType: 'service' } },
  { name: 'user_human', access: { role: 'user', identityType: 'human' } },
  { name: 'user_service', access: { role: 'user', identityType: 'service' } },
];
