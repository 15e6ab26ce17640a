import { describe, expect, it } from 'vitest';

import { anyMember } from '~/api/members';

import {
  accessChoice,
  filtersOfAccess,
  memberFilterNames,
  memberFiltersOf,
  noMemberFilters,
} from './filters';

describe('the filters of members', () => {
  it('are what the address says, and empty where it says nothing', () => {
    expect(memberFiltersOf(new URLSearchParams('access=none&active=true'))).toEqual({
      search: '',
      role: '',
      identityType: '',
      active: 'true',
      source: '',
      access: 'none',
      group: '',
      nested: '',
    });
  });

  it('are all taken away together', () => {
    expect(Object.keys(noMemberFilters).sort()).toEqual([...memberFilterNames].sort());
    expect(Object.keys(memberFiltersOf(new URLSearchParams())).sort()).toEqual(
      [...memberFilterNames].sort(),
    );
  });

  it('of access are one choice and the address of it', () => {
    const choices = ['', 'admin/human', 'user/service', 'admin', 'service', 'some', 'none'];
    for (const choice of choices)
      expect(accessChoice({ ...anyMember, ...withoutNull(filtersOfAccess(choice)) })).toBe(choice);
    expect(filtersOfAccess('none')).toEqual({ role: null, identityType: null, access: 'none' });
    expect(filtersOfAccess('admin/human').access).toBeNull();
  });
});

const withoutNull = (changes: Record<string, string | null>) =>
  Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, value ?? '']));
