import { describe, expect, it } from 'vitest';

import { currentStep, isFinished, stateOf, type Facts } from './steps';

const nothing: Facts = {
  provider: null,
  usersOnly: false,
  signInConfigured: false,
  scimEnabled: false,
  liveTokens: 0,
  firstRequest: null,
  testConnection: null,
  firstUser: null,
  lastSuccess: null,
  userCount: 0,
  provisionedUserCount: 0,
  groupCount: 0,
  mappedGroupCount: 0,
  mappedAt: null,
  externalIdWarning: null,
  extraAttributes: [],
  removedAttributes: [],
  trouble: null,
  refused: [],
};
const moment = { time: '2026-01-01T00:00:00Z' };
const connected: Facts = {
  ...nothing,
  scimEnabled: true,
  liveTokens: 1,
  firstRequest: moment,
  testConnection: moment,
};
const arrived: Facts = { ...connected, firstUser: moment, userCount: 3, provisionedUserCount: 3 };
const trouble = { ...moment, cause: 'token.refused', means: 'Wrong.', fix: 'Rotate it.' };
const refused = [
  { ...moment, cause: 'value.refused', fix: '', detail: 'no e-mail', count: 2, names: 'a and b' },
];

describe('the current step', () => {
  it.each([
    ['app', nothing],
    ['mapping', connected],
    ['groups', arrived],
    ['access', { ...arrived, groupCount: 1 }],
    [null, { ...arrived, groupCount: 1, mappedGroupCount: 1 }],
    [null, { ...arrived, usersOnly: true }],
    ['connect', { ...arrived, trouble }],
    ['mapping', { ...connected, refused }],
  ])('is %s', (step, facts) => expect(currentStep(facts)).toBe(step));
  it('passes what somebody says is done', () =>
    expect(currentStep(nothing, ['app', 'connect'])).toBe('mapping'));
  it('comes back to what fails', () =>
    expect(currentStep({ ...connected, trouble }, ['connect'])).toBe('connect'));
});

describe('a step', () => {
  it('is not confirmed by somebody added by hand', () => {
    const byHand = { ...nothing, userCount: 1 };
    for (const step of ['mapping', 'scope', 'start'] as const)
      expect(stateOf(step, byHand)).toBe('open');
  });
  it('of the connection is not confirmed while SCIM is disabled', () =>
    expect(stateOf('connect', { ...connected, scimEnabled: false })).toBe('open'));
  it('of the connection fails while requests are refused', () =>
    expect(stateOf('connect', { ...connected, trouble })).toBe('failing'));
  it('of the mapping fails while more than is needed arrives', () =>
    expect(stateOf('mapping', { ...arrived, extraAttributes: ['title'] })).toBe('failing'));
  it('of the mapping fails while an externalId can change', () =>
    expect(
      stateOf('mapping', {
        ...arrived,
        externalIdWarning: { count: 1, example: { id: '1', userName: 'a@b.c', externalId: 'a' } },
      }),
    ).toBe('failing'));
  it('that somebody marks is not confirmed', () =>
    expect(stateOf('app', nothing, ['app'])).toBe('marked'));
});

describe('the guide', () => {
  it('is finished by facts alone', () => {
    expect(isFinished({ ...arrived, usersOnly: true })).toBe(true);
    expect(isFinished({ ...arrived, usersOnly: true, refused })).toBe(false);
    expect(isFinished(connected)).toBe(false);
  });
});
