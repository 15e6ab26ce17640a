import { describe, expect, it } from 'vitest';

import type { MemberExplained } from '~/api/members';

import { adviceOn, mismatchOf, openRefusal } from './sign-in-advice';

const token = { issuer: 'i', subject: 's', objectId: 'aaaa', userName: 'bob@acme.example' };
const mismatch = { attribute: 'externalId', claim: 'oid', token: 'aaaa', member: 'bob' } as const;
const refusal = { at: '2026-11-24T06:02:00Z', seq: 7, reason: 'unknown_person', token, mismatch };
const success = { at: '2026-11-24T06:01:00Z', seq: 6 };

const member = (changes: Partial<MemberExplained> = {}): MemberExplained =>
  ({
    externalId: 'bob',
    active: true,
    access: { role: 'user', identityType: 'human', source: 'default' },
    signIn: { lastSuccess: null, lastRefusal: refusal, searchedSince: null },
    ...changes,
  }) as MemberExplained;

describe('a refused sign-in', () => {
  it('is open until the member gets in', () => {
    expect(openRefusal(member())).toBe(refusal);
    const later = {
      lastSuccess: { ...success, seq: 8 },
      lastRefusal: refusal,
      searchedSince: null,
    };
    expect(openRefusal(member({ signIn: later }))).toBeNull();
    const earlier = { lastSuccess: success, lastRefusal: refusal, searchedSince: null };
    expect(openRefusal(member({ signIn: earlier }))).toBe(refusal);
    expect(openRefusal(member({ signIn: undefined }))).toBeNull();
  });

  it('by another externalId is for the identity provider’s admin, until it is mapped', () => {
    const { fix } = adviceOn(member(), refusal);
    expect(fix?.todo).toContain('objectId');
    expect(fix?.who).toContain('identity provider');
    expect(adviceOn(member({ externalId: 'aaaa' }), refusal).fix).toBeNull();
  });

  it('names the claim that the provider knows people by', () => {
    const bySub = { ...refusal, mismatch: { ...mismatch, claim: 'sub' as const } };
    expect(adviceOn(member(), bySub).fix?.todo).toContain('sub');
  });

  it('by a state of the member shows no values and is over with the state', () => {
    const inactive = { ...refusal, reason: 'inactive' };
    expect(mismatchOf(inactive)).toBeNull();
    expect(mismatchOf(refusal)).toBe(mismatch);
    expect(adviceOn(member({ active: false, access: null }), inactive).fix).not.toBeNull();
    expect(adviceOn(member(), inactive).fix).toBeNull();
    const service = { ...refusal, reason: 'service_account' };
    expect(adviceOn(member(), service).fix).toBeNull();
  });

  it('for a reason that is new says so little that it is true', () => {
    expect(adviceOn(member(), { ...refusal, reason: 'news', mismatch: null }).fix?.todo).toContain(
      'Audit',
    );
  });
});
