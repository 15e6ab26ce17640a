import { describe, expect, it } from 'vitest';

import type { MemberExplained } from '~/api/members';

import { whyOf } from './why';

const explanation: MemberExplained['explanation'] = {
  grantedBy: null,
  others: [],
  conflict: false,
  default: null,
  direct: null,
  retained: null,
  since: '2026-11-30T10:00:00Z',
  lastChange: null,
};

const kept = (groupId: string | null) =>
  whyOf({
    active: true,
    access: { role: 'admin', identityType: 'human', source: 'retained' },
    explanation: { ...explanation, retained: { groupId, displayName: groupId ? 'Admins' : '' } },
  });

describe('why somebody keeps Admin (Human)', () => {
  it('says that no group grants it, where one did', () => {
    expect(kept('g1')).toContain('although no group grants it');
    expect(kept('g1')).not.toContain('by hand');
  });

  it('tells nothing of groups where it was given by hand', () => {
    expect(kept(null)).toContain('made Admin (Human) by hand');
    expect(kept(null)).not.toContain('group');
  });
});

it('says of an inactive member and of one without access that they have none', () => {
  expect(whyOf({ active: false, access: null, explanation })).toContain('inactive');
  expect(whyOf({ active: true, access: null, explanation })).toContain('no access');
});
