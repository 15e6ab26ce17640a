import { useMantineColorScheme } from '@mantine/core';
import {
  IconBuilding,
  IconLogout,
  IconMoon,
  IconSun,
  IconUser,
  IconUserCircle,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';

import { installationSection, organisationSections } from './navigation';
import { paletteActions } from './palette-actions';
import { useSignOut } from './use-sign-out';
import type { PaletteScope } from './use-palette';
import { groupsQuery } from '~/api/groups';
import { organisationsQuery } from '~/api/installation';
import { anyMember, membersQuery } from '~/api/members';
import { organisationQuery } from '~/api/organisations';
import { useMay, useSession } from '~/api/session';
import type { Asked } from '~/components/asked-for';
import { text } from '~/text';

const words = text.palette;
const foundMax = 6;

export interface PaletteItem {
  key: string;
  icon: Icon;
  name: string;
  detail?: string;
  // Where it leads, or what it does.
  to?: string;
  // What the page there opens or does.
  asked?: Asked;
  act?: () => void;
}

interface Section {
  label: string;
  items: PaletteItem[];
}

// What fits `typed`; what the server finds follows when the hand rests (`wanted`).
export function usePaletteSections(
  scope: PaletteScope,
  org: string | undefined,
  typed: string,
  wanted: string,
) {
  const isWhole = scope === 'everything';
  const pages = matching(usePages(org), typed);
  const actions = matching([...useBegun(org), ...useActions()], typed);
  const organisations = useOrganisations(wanted, !isWhole || wanted !== '');
  const members = useMembers(org, wanted, isWhole);
  const groups = useGroups(org, wanted, isWhole);
  const sections: Section[] = [
    { label: words.pages, items: isWhole ? pages : [] },
    { label: words.organisations, items: organisations.items },
    { label: words.members, items: members.items },
    { label: words.groups, items: groups.items },
    { label: words.actions, items: isWhole ? actions : [] },
  ];
  return {
    sections: sections.filter(({ items }) => items.length > 0),
    isSearching:
      typed !== wanted || [organisations, members, groups].some(({ isLoading }) => isLoading),
  };
}

const matching = (items: PaletteItem[], typed: string) => {
  const parts = typed.toLowerCase().split(/\s+/);
  return items.filter(({ name }) => parts.every((part) => name.toLowerCase().includes(part)));
};

function usePages(org: string | undefined): PaletteItem[] {
  const { permissions } = useSession();
  const places = [
    ...(org ? organisationSections.map((section) => ({ section, base: `/o/${org}` })) : []),
    { section: installationSection, base: '' },
  ];
  return places.flatMap(({ section, base }) =>
    section.items
      .filter(({ permission }) => permissions.some((held) => held === permission))
      .map(({ path, label, icon }) => ({
        key: `page:${base}/${path}`,
        icon,
        name: label,
        detail: section.label === label ? undefined : section.label,
        to: `${base}/${path}`,
      })),
  );
}

// What may be begun here: of an organisation only on its pages.
function useBegun(org: string | undefined): PaletteItem[] {
  const { permissions } = useSession();
  const enabled = useMay('read_identity_access') && !!org;
  const { data } = useQuery({ ...organisationQuery(org ?? ''), enabled });
  return paletteActions
    .filter(({ permission }) => permissions.some((held) => held === permission))
    .filter(({ place }) => place === 'installation' || org)
    .filter(({ scim }) => scim === undefined || scim === data?.scimEnabled)
    .map(({ name, icon, place, path, asked }) => ({
      key: `begin:${name}`,
      icon,
      name,
      to: place === 'organisation' ? `/o/${org}/${path}` : `/${path}`,
      asked,
    }));
}

function useActions(): PaletteItem[] {
  const { organisation } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  const isDark = colorScheme === 'dark';
  return [
    {
      key: 'profile',
      icon: IconUserCircle,
      name: text.shell.pages.profile,
      to: organisation ? `/o/${organisation.id}/profile` : '/profile',
    },
    {
      key: 'scheme',
      icon: isDark ? IconSun : IconMoon,
      name: isDark ? words.light : words.dark,
      act: () => setColorScheme(isDark ? 'light' : 'dark'),
    },
    { key: 'sign-out', icon: IconLogout, name: text.shell.signOut, act: () => signOut.mutate() },
  ];
}

function useOrganisations(search: string, isWanted: boolean) {
  const enabled = useMay('manage_organisations') && isWanted;
  const { data, isLoading } = useQuery({
    ...organisationsQuery(search ? { search } : {}),
    refetchInterval: false,
    enabled,
  });
  const found = enabled ? (data?.items ?? []) : [];
  const items: PaletteItem[] = found.slice(0, search ? foundMax : 50).map(({ id, name }) => ({
    key: `org:${id}`,
    icon: IconBuilding,
    name: name || id,
    detail: name ? id : undefined,
    to: `/o/${id}`,
  }));
  return { items, isLoading };
}

function useMembers(org: string | undefined, search: string, isWanted: boolean) {
  const enabled = useMay('read_members') && isWanted && !!org && search !== '';
  const { data, isLoading } = useQuery({
    ...membersQuery(org ?? '', { ...anyMember, search }, undefined),
    enabled,
  });
  const found = enabled ? (data?.items ?? []) : [];
  const items: PaletteItem[] = found.slice(0, foundMax).map(({ id, userName }) => ({
    key: `member:${id}`,
    icon: IconUser,
    name: userName,
    to: `/o/${org}/members/${id}`,
  }));
  return { items, isLoading };
}

function useGroups(org: string | undefined, search: string, isWanted: boolean) {
  const enabled = useMay('read_groups') && isWanted && !!org && search !== '';
  const { data, isLoading } = useQuery({
    ...groupsQuery(org ?? '', { search, mapped: '' }, undefined),
    enabled,
  });
  const found = enabled ? (data?.items ?? []) : [];
  const items: PaletteItem[] = found.slice(0, foundMax).map(({ id, displayName }) => ({
    key: `group:${id}`,
    icon: IconUsersGroup,
    name: displayName,
    to: `/o/${org}/scim-groups/${id}`,
  }));
  return { items, isLoading };
}
