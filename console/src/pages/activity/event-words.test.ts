import { describe, expect, it } from 'vitest';

import type { AuditEvent } from '~/api/journal';

import { actorOf, effectsAddress, effectsOf, summaryOf } from './event-words';

const event = (changes: Partial<AuditEvent>): AuditEvent => ({
  id: 'i',
  seq: 1,
  type: 'group.mapped',
  timestamp: '2026-11-24T06:02:00.000Z',
  severity: 'INFO',
  summary: 'Ada marked the group All staff as Admin (Human)',
  actorType: 'operator',
  actorId: 'o',
  actorDisplay: 'Ada',
  sourceIp: null,
  targetType: 'group',
  targetId: 'g',
  targetDisplay: 'All staff',
  requestId: 'r',
  details: {},
  context: {},
  ...changes,
});

const none = { sessions: 0, apiKeys: 0 };

describe('the words of an event', () => {
  it('have names of people, and of SCIM no number of a token', () => {
    expect(actorOf(event({}))).toBe('Ada');
    const scim = event({
      actorType: 'token',
      actorDisplay: 'SCIM (token 01a2)',
      summary: 'SCIM (token 01a2) created bob',
    });
    expect(actorOf(scim)).toBe('SCIM');
    expect(summaryOf(scim)).toBe('SCIM created bob');
    const named = event({
      actorType: 'token',
      actorDisplay: 'SCIM (Nightly sync)',
      summary: 'SCIM (Nightly sync) created bob',
    });
    expect(actorOf(named)).toBe('SCIM (Nightly sync)');
    expect(summaryOf(named)).toBe('SCIM (Nightly sync) created bob');
  });

  it('count what came of it', () => {
    const effects = (count: number, people: number, ended = none) =>
      effectsOf(event({ effects: { count, people, ended, first: [] } }));
    expect(effectsOf(event({}))).toBeNull();
    expect(effects(47, 47)).toBe('47 people’s access');
    expect(effects(1, 1)).toBe('1 person’s access');
    expect(effects(2, 0)).toBe('2 more in this request');
    expect(effects(17_250, 17_249)).toBe('17,249 people’s access and 1 more');
    expect(effects(1, 1, { sessions: 1, apiKeys: 2 })).toBe(
      '1 person’s access · 1 session ended · 2 API keys ended',
    );
  });

  it('lead to all of that', () => {
    const first = [event({ type: 'access.changed' }), event({ type: 'access.retained' })];
    expect(
      effectsAddress('acme', event({ effects: { count: 47, people: 46, ended: none, first } })),
    ).toBe(
      '/o/acme/audit?type=access&since=2026-11-24T06%3A02%3A00.000Z&until=2026-11-24T06%3A02%3A00.001Z',
    );
  });
});
