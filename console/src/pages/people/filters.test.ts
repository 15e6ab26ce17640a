import { describe, expect, it } from 'vitest';

import { memberFilterNames, memberFiltersOf, noMemberFilters } from './filters';

describe('the filters of members', () => {
  it('are what the address says, and empty where it says nothing', () => {
    expect(memberFiltersOf(new URLSearchParams('access=none&active=true'))).toEqual({
      search: '',
      role: '',
      identityType: '',
      active: 'true',
      source: '',
      access: 'none',
    });
  });

  it('are all taken away together', () => {
    expect(Object.keys(noMemberFilters).sort()).toEqual([...memberFilterNames].sort());
    expect(Object.keys(memberFiltersOf(new URLSearchParams())).sort()).toEqual(
      [...memberFilterNames].sort(),
    );
  });
});
