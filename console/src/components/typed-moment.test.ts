import { expect, test } from 'vitest';

import { readTyped, shownTyped } from './typed-moment';

test('a day is read in the forms that people write', () => {
  for (const text of [
    '2026-12-01',
    '1 Dec 2026',
    '01 december 2026',
    ' 1.  Dec. 2026 ',
    'Dec 1, 2026',
    'December 1 2026',
  ])
    expect(readTyped(text, 'day'), text).toBe('2026-12-01');
  expect(readTyped('1 Sept 2026', 'day')).toBe('2026-09-01');
});

test('a moment is one of the clock on the wall, or the beginning of a day', () => {
  const at = (hour: number, minute: number) => new Date(2026, 11, 1, hour, minute).toISOString();
  expect(readTyped('2026-12-01 14:30', 'moment')).toBe(at(14, 30));
  expect(readTyped('2026-12-01T14:30', 'moment')).toBe(at(14, 30));
  expect(readTyped('1 Dec 2026, 9:05', 'moment')).toBe(at(9, 5));
  expect(readTyped('1 Dec 2026', 'moment')).toBe(at(0, 0));
});

test('what is no day, or two, is none', () => {
  for (const text of [
    '',
    'yesterday',
    '1/12/2026',
    '12/1/2026',
    '2026-02-30',
    '2026-13-01',
    '1 Foo 2026',
    '2026-12-01 24:00',
    '2026-12-01 14:60',
    '1 Dec 26',
  ])
    expect(readTyped(text, 'moment'), text).toBeNull();
});

test('what is shown is read as the same', () => {
  const moment = new Date(2026, 8, 3, 7, 5).toISOString();
  expect(readTyped(shownTyped(moment, 'moment'), 'moment')).toBe(moment);
  expect(shownTyped('2026-09-03', 'day')).toBe('3 Sept 2026');
  expect(readTyped(shownTyped('2026-09-03', 'day'), 'day')).toBe('2026-09-03');
  expect(shownTyped('', 'day')).toBe('');
  expect(shownTyped('soon', 'moment')).toBe('');
});
