import { expect, test } from 'vitest';

import { ago, dateAndTime, exactly } from './moments';

const now = new Date('2026-11-30T12:00:00Z');
const after = (seconds: number) => ago(new Date(now.getTime() + seconds * 1000), now);
const day = 86_400;

test('how far away a moment is, is said in the unit that fits', () => {
  expect(after(-5)).toBe('5 seconds ago');
  expect(after(59.7)).toBe('in 1 minute');
  expect(after(-15 * 60)).toBe('15 minutes ago');
  expect(after(day)).toBe('tomorrow');
  expect(after(29 * day)).toBe('in 29 days');
});

test('a year ahead is no "next year", which could be tomorrow', () => {
  expect(after(365 * day)).toBe('in 12 months');
  expect(after(2 * 365 * day)).toBe('in 2 years');
});

test('the moment itself is said in a zone, and in UTC', () => {
  const said = exactly(now);
  expect(said).toContain('30 Nov 2026, 12:00:00 UTC');
  expect(dateAndTime(now)).toMatch(/^\d+ Nov 2026, \d\d:\d\d$/);
});
