import type { GroupFilters } from '~/api/groups';
import type { MemberFilters } from '~/api/members';

export const memberFilterNames = [
  'search',
  'access',
  'role',
  'identityType',
  'active',
  'source',
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
});

export const groupFiltersOf = (query: URLSearchParams): GroupFilters => ({
  search: query.get('search') ?? '',
  mapped: query.get('mapped') ?? '',
});
