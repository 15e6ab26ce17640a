import { describe, expect, it } from 'vitest';

import type { GroupAround } from '~/api/groups';

import { whatUnmappedGives } from './unmapped';

const holder = (displayName: string, isMapped: boolean): GroupAround => ({
  id: displayName,
  displayName,
  direct: true,
  memberCount: 0,
  mapping: isMapped ? { role: 'user', identityType: 'human' } : null,
});

const given = (holders: GroupAround[], holdersMore = false) =>
  whatUnmappedGives({ holders, holdersMore });

describe('a group without a mapping', () => {
  it('changes nobody’s access where no mapped group contains it', () => {
    expect(given([])).toContain('changes nobody’s access');
    expect(given([holder('All', false)])).toContain('changes nobody’s access');
  });

  it('counts in the mapped groups that contain it', () => {
    expect(given([holder('All', false), holder('Staff', true)])).toBe(
      'Not mapped itself, but its members count as members of Staff, which is mapped.',
    );
    expect(given([holder('A', true), holder('B', true)])).toContain('of A and B, which are mapped');
    const many = ['A', 'B', 'C', 'D'].map((name) => holder(name, true));
    expect(given(many)).toContain('of 4 mapped groups');
    expect(given(many, true)).toContain('of at least 4 mapped groups');
  });

  it('promises nothing where there are more than the page knows', () => {
    expect(given([holder('All', false)], true)).toBe('Not mapped itself.');
  });
});
