import type { GroupFilters } from '~/api/groups';
import type { MemberFilters } from '~/api/members';

export const memberFilterNames = [
  'search',
  'access',
  'role',
  'identityType',
  'active',
  'source',
  'group',
  'nested',
] as const;
export const noMemberFilters = Object.fromEntries(memberFilterNames.map((name) => [name, null]));
export const groupFilterNames = ['search', 'mapped'] as const;

export const memberFiltersOf = (query: URLSearchParams): MemberFilters => ({
  search: query.get('search') ?? '',
  role: query.get('role') ?? '',
  identityType: query.get('identityType') ?? '',
  active: query.get('active') ?? '',
  source: query.get('source') ?? '',
  access: query.get('access') ?? '',
  group: query.get('group') ?? '',
  nested: query.get('nested') ?? '',
});

// One choice of access is several filters of the address: a target, any access, or none.
export const accessChoice = ({ role, identityType, access }: MemberFilters): string => {
  if (role && identityType) return `${role}/${identityType}`;
  return role || identityType || access;
};

export function filtersOfAccess(choice: string): Record<AccessFilter, string | null> {
  const none = { role: null, identityType: null, access: null };
  const [role = '', identityType = ''] = choice.split('/', 2);
  if (identityType) return { ...none, role, identityType };
  if (role === 'user' || role === 'admin') return { ...none, role };
  if (role === 'human' || role === 'service') return { ...none, identityType: role };
  return { ...none, access: role || null };
}

type AccessFilter = 'role' | 'identityType' | 'access';

export const groupFiltersOf = (query: URLSearchParams): GroupFilters => ({
  search: query.get('search') ?? '',
  mapped: query.get('mapped') ?? '',
});
