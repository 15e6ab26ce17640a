import { describe, expect, it } from 'vitest';

import { currentStep, isDone, type Facts } from './steps';

const nothing: Facts = {
  provider: null,
  usersOnly: false,
  signInConfigured: false,
  scimEnabled: false,
  liveTokens: 0,
  firstRequest: null,
  testConnection: null,
  firstUser: null,
  userCount: 0,
  groupCount: 0,
  mappedGroupCount: 0,
  mappedAt: null,
  externalIdWarning: null,
  extraAttributes: [],
};
const moment = { time: '2026-01-01T00:00:00Z' };
const connected: Facts = {
  ...nothing,
  scimEnabled: true,
  liveTokens: 1,
  firstRequest: moment,
  testConnection: moment,
};
const arrived: Facts = { ...connected, firstUser: moment, userCount: 3 };

describe('the current step', () => {
  it.each([
    ['app', nothing],
    ['mapping', connected],
    ['groups', arrived],
    ['access', { ...arrived, groupCount: 1 }],
    [null, { ...arrived, groupCount: 1, mappedGroupCount: 1 }],
    [null, { ...arrived, usersOnly: true }],
  ])('is %s', (step, facts) => expect(currentStep(facts)).toBe(step));
});

describe('a step', () => {
  it('of the connection is not done while SCIM is disabled', () =>
    expect(isDone('connect', { ...connected, scimEnabled: false })).toBe(false));
  it('of the mapping is not done while more than is needed arrives', () =>
    expect(isDone('mapping', { ...arrived, extraAttributes: ['title'] })).toBe(false));
  it('of the mapping is not done while an externalId can change', () =>
    expect(
      isDone('mapping', {
        ...arrived,
        externalIdWarning: { count: 1, example: { id: '1', userName: 'a@b.c', externalId: 'a' } },
      }),
    ).toBe(false));
});
