import { expect, test } from 'vitest';

import { fromLocal, toLocal } from './period-filter';

test('a moment comes back as the same moment', () => {
  const time = '2026-11-24T18:17:00.000Z';
  expect(fromLocal(toLocal(time))).toBe(time);
});

test('what is no moment is none', () => {
  expect(toLocal('')).toBe('');
  expect(toLocal('yesterday')).toBe('');
  expect(fromLocal('')).toBe('');
});
