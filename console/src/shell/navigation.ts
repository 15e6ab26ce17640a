import {
  IconAlertTriangle,
  IconBuilding,
  IconBuildingCog,
  IconChecklist,
  IconGauge,
  IconCode,
  IconKey,
  IconListDetails,
  IconLockAccess,
  IconMail,
  IconPalette,
  IconServer,
  IconShieldCheck,
  IconUserShield,
  IconUsers,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';

import { text } from '~/text';

export interface Item {
  // Below /o/{org}, or below the console itself.
  path: string;
  label: string;
  icon: Icon;
  // Who holds none of it does not see the item.
  permission: string;
  // What is counted beside its name.
  badge?: 'findings';
}

export interface Section {
  label: string;
  items: Item[];
}

const { pages, sections } = text.shell;

export const organisationSections: Section[] = [
  {
    label: sections.overview,
    items: [
      { path: 'overview', label: pages.overview, icon: IconGauge, permission: 'read_stats' },
      {
        path: 'findings',
        label: pages.findings,
        icon: IconAlertTriangle,
        permission: 'read_findings',
        badge: 'findings',
      },
    ],
  },
  {
    label: sections.settings,
    items: [
      {
        path: 'setup-guide',
        label: pages.setupGuide,
        icon: IconChecklist,
        permission: 'read_identity_access',
      },
      {
        path: 'identity-access',
        label: pages.identityAccess,
        icon: IconKey,
        permission: 'read_identity_access',
      },
      {
        path: 'notices',
        label: pages.notices,
        icon: IconMail,
        permission: 'read_identity_access',
      },
      {
        path: 'organisation',
        label: pages.organisation,
        icon: IconBuildingCog,
        permission: 'rename_organisation',
      },
    ],
  },
  {
    label: sections.collaborators,
    items: [
      { path: 'members', label: pages.members, icon: IconUsers, permission: 'read_members' },
      { path: 'scim-groups', label: pages.groups, icon: IconUsersGroup, permission: 'read_groups' },
      {
        path: 'role-permissions',
        label: pages.permissions,
        icon: IconLockAccess,
        permission: 'read_own_access',
      },
    ],
  },
  {
    label: sections.activity,
    items: [
      { path: 'log', label: pages.log, icon: IconListDetails, permission: 'read_log' },
      { path: 'audit', label: pages.audit, icon: IconShieldCheck, permission: 'read_audit' },
    ],
  },
  {
    label: sections.developers,
    items: [{ path: 'changes', label: pages.changes, icon: IconCode, permission: 'read_changes' }],
  },
];

export const installationSection: Section = {
  label: text.shell.installation,
  items: [
    {
      path: 'orgs',
      label: pages.organisations,
      icon: IconBuilding,
      permission: 'manage_organisations',
    },
    {
      path: 'operators',
      label: pages.operators,
      icon: IconUserShield,
      permission: 'manage_organisations',
    },
    {
      path: 'audit',
      label: pages.audit,
      icon: IconShieldCheck,
      permission: 'inspect_installation',
    },
    {
      path: 'branding',
      label: pages.branding,
      icon: IconPalette,
      permission: 'manage_branding',
    },
    { path: 'system', label: pages.system, icon: IconServer, permission: 'manage_organisations' },
  ],
};
