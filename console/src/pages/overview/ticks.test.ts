import { expect, test } from 'vitest';

import { sparse, ticksOf } from './ticks';

const hourMs = 3_600_000;
const times = (count: number, stepHours: number) =>
  Array.from({ length: count }, (_, at) => new Date(2026, 10, 20, at * stepHours));

test('a week has one word a day', () => {
  const shown = ticksOf('7d', times(28, 6)).filter((tick) => tick !== null);
  expect(shown).toHaveLength(6);
  expect(new Set(shown).size).toBe(shown.length);
});

test('the newest day of a month is named, and few others', () => {
  const ticks = ticksOf('30d', times(30, 24));
  expect(ticks.at(-1)).not.toBeNull();
  expect(ticks.filter((tick) => tick !== null)).toHaveLength(6);
});

test('a day has a word every four hours', () => {
  const start = new Date(2026, 10, 20).getTime();
  const day = Array.from({ length: 24 }, (_, at) => new Date(start + at * hourMs));
  expect(ticksOf('24h', day).filter((tick) => tick !== null)).toHaveLength(6);
});

test('where the words have no room, some are left out, and never the newest', () => {
  const ticks = ticksOf('7d', times(28, 6));
  const shown = (width: number) => sparse(ticks, width).filter((tick) => tick !== null);
  expect(shown(480)).toHaveLength(6);
  expect(shown(300)).toHaveLength(3);
  expect(shown(300).at(-1)).toBe(shown(480).at(-1));
  expect(sparse(ticks, 300)).toHaveLength(ticks.length);
});
