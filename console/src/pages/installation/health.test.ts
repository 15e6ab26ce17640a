import { describe, expect, it } from 'vitest';

import { share, stateOf } from './health';
import type { Health } from '~/api/installation';

const well: Health = {
  asOf: '2026-01-01T00:00:00Z',
  worst: null,
  findings: 0,
  needsAttention: false,
  failing: false,
  quiet: false,
  settingUp: false,
  requests24h: 10,
  failures24h: 0,
  refusals24h: 0,
  lastWrite: null,
  lastContact: null,
  lastContactRefused: false,
  token: null,
};
const worst = (severity: 'info' | 'warning' | 'critical') => ({
  id: 'x',
  type: 'x',
  severity,
  title: 'X',
});

describe('the state of an organisation', () => {
  it('is that it is suspended, whatever else', () =>
    expect(stateOf({ suspended: true, health: { ...well, worst: worst('critical') } })).toBe(
      'suspended',
    ));
  it('is not known before the server has looked', () =>
    expect(stateOf({ suspended: false, health: null })).toBe('unknown'));
  it('is the weight of its worst finding', () => {
    const health = { ...well, needsAttention: true, worst: worst('critical') };
    expect(stateOf({ suspended: false, health })).toBe('critical');
    expect(stateOf({ suspended: false, health: { ...well, worst: worst('info') } })).toBe('info');
    expect(stateOf({ suspended: false, health: well })).toBe('well');
  });
  it('is that set-up is under way, unless something goes wrong in it', () => {
    const settingUp = { ...well, settingUp: true, worst: worst('warning') };
    expect(stateOf({ suspended: false, health: settingUp })).toBe('settingUp');
    expect(stateOf({ suspended: false, health: { ...settingUp, needsAttention: true } })).toBe(
      'warning',
    );
  });
  it('is failing where many requests fail and no finding says why', () => {
    const failing = { ...well, failing: true, needsAttention: true };
    expect(stateOf({ suspended: false, health: failing })).toBe('failing');
    expect(stateOf({ suspended: false, health: { ...failing, worst: worst('info') } })).toBe(
      'failing',
    );
  });
});

describe('a share', () => {
  it('is never nothing where there is something', () => {
    expect(share(0, 100)).toBe('0%');
    expect(share(1, 100_000)).toBe('less than 0.1%');
    expect(share(24, 1000)).toBe('2.4%');
    expect(share(1, 3)).toBe('33%');
    expect(share(0, 0)).toBe('0%');
  });
});
