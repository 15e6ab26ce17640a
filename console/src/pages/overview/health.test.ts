import { expect, test } from 'vitest';

import { healthOf, type Facts } from './health';

const now = new Date('2026-11-24T18:00:00Z');
const wellKept: Facts = {
  stats: {
    users: { total: 1250, active: 1240, inactive: 10 },
    lastContact: '2026-11-24T17:58:00Z',
    lastWrite: '2026-11-24T17:56:00Z',
  },
  findings: [{ severity: 'info' }],
  provider: 'entra',
  scimEnabled: true,
};

const facts = (changes: Partial<Facts>): Facts => ({ ...wellKept, ...changes });

test.each<[string, Facts, string, string]>([
  [
    'all is well',
    wellKept,
    'good',
    'Entra last wrote 4 minutes ago; 1,240 of 1,250 people are active; nothing needs your attention.',
  ],
  [
    'a provider that is not known, and one warning',
    facts({ provider: null, findings: [{ severity: 'warning' }, { severity: 'info' }] }),
    'attention',
    'The identity provider last wrote 4 minutes ago; 1,240 of 1,250 people are active; 1 finding needs your attention.',
  ],
  [
    'something critical',
    facts({ findings: [{ severity: 'warning' }, { severity: 'critical' }] }),
    'bad',
    'Entra last wrote 4 minutes ago; 1,240 of 1,250 people are active; 2 findings need your attention.',
  ],
  [
    'connected, and nobody has arrived',
    facts({
      stats: { ...wellKept.stats, users: { total: 0, active: 0, inactive: 0 }, lastWrite: null },
      provider: 'okta',
    }),
    'good',
    'Okta last called 2 minutes ago but hasn’t sent anything yet; no one is here yet; nothing needs your attention.',
  ],
  [
    'SCIM is off',
    facts({ scimEnabled: false }),
    'good',
    'SCIM is disabled, so access stays as it is; 1,240 of 1,250 people are active; nothing needs your attention.',
  ],
])('%s', (_, given, tone, sentence) => {
  expect(healthOf(given, now)).toEqual({ tone, sentence });
});
