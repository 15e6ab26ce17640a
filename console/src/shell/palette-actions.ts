import {
  IconBuildingPlus,
  IconCode,
  IconDownload,
  IconEdit,
  IconKey,
  IconLink,
  IconUserPlus,
  IconUserShield,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';

import type { Asked } from '~/components/asked-for';
import { text } from '~/text';

const words = text.palette.does;

export interface PaletteAction {
  name: string;
  icon: Icon;
  // Who does not hold it is not offered the action.
  permission: string;
  // The page it happens on: below /o/{org}, or below the console itself.
  place: 'organisation' | 'installation';
  path: string;
  // What the page opens or does then; some only have to be shown.
  asked?: Asked;
  // Only while SCIM is on, or only while it is off.
  scim?: boolean;
}

// Everything that can be begun by its name.
export const paletteActions: PaletteAction[] = [
  {
    name: words.addCollaborator,
    icon: IconUserPlus,
    permission: 'manage_members',
    place: 'organisation',
    path: 'members',
    asked: 'add-collaborator',
    scim: false,
  },
  {
    name: words.exportMembers,
    icon: IconDownload,
    permission: 'read_members',
    place: 'organisation',
    path: 'members',
    asked: 'export-members',
  },
  {
    name: words.mapGroup,
    icon: IconUsersGroup,
    permission: 'map_to_user',
    place: 'organisation',
    path: 'scim-groups?mapped=false',
    scim: true,
  },
  {
    name: words.rotateToken,
    icon: IconKey,
    permission: 'manage_tokens',
    place: 'organisation',
    path: 'identity-access#scim',
    asked: 'rotate-token',
  },
  {
    name: words.createSetupLink,
    icon: IconLink,
    permission: 'manage_setup_links',
    place: 'organisation',
    path: 'identity-access#it-contacts',
    asked: 'invite-it-admin',
  },
  {
    name: words.rename,
    icon: IconEdit,
    permission: 'rename_organisation',
    place: 'organisation',
    path: 'organisation',
  },
  {
    name: words.addSchema,
    icon: IconCode,
    permission: 'manage_schemas',
    place: 'organisation',
    path: 'organisation',
    asked: 'add-schema',
  },
  {
    name: words.createOrganisation,
    icon: IconBuildingPlus,
    permission: 'manage_organisations',
    place: 'installation',
    path: 'orgs',
    asked: 'create-organisation',
  },
  {
    name: words.inviteOperator,
    icon: IconUserShield,
    permission: 'manage_operators',
    place: 'installation',
    path: 'operators',
    asked: 'invite-operator',
  },
  {
    name: words.createOperatorKey,
    icon: IconKey,
    permission: 'manage_operators',
    place: 'installation',
    path: 'operators',
    asked: 'create-operator-key',
  },
];
