import { expect, test } from 'vitest';

import { above, arrive, emptyTail, release, type Tail } from './tail';

interface Row {
  id: string;
  count: number;
}

const row = (id: string, count = 1): Row => ({ id, count });
const page = [row('b'), row('a')];
const ids = (tail: Tail<Row>) =>
  above(tail, page)
    .map(({ id }) => id)
    .join(' ');
const after = (rows: Row[], isReading = false, tail: Tail<Row> = emptyTail) =>
  rows.reduce((old, one) => arrive(old, page, one, isReading), tail);

test('the newest is on top', () => {
  expect(ids(after([row('c'), row('d')]))).toBe('d c b a');
});

test('what comes while somebody reads is held until it is asked for', () => {
  const tail = after([row('d'), row('e')], true, after([row('c')]));
  expect(ids(tail)).toBe('c b a');
  expect(tail.held.map(({ id }) => id)).toEqual(['e', 'd']);
  expect(ids(release(tail))).toBe('e d c b a');
});

test('a summary that grows stays where it is', () => {
  const tail = after([row('c'), row('d'), row('c', 7), row('a', 5)], true, after([row('c')]));
  expect(tail.held.map(({ id }) => id)).toEqual(['d']);
  expect(above(tail, page)).toEqual([row('c', 7), row('b'), row('a', 5)]);
});

test('what is known already is no news', () => {
  expect(after([row('a'), row('b')], true).held).toEqual([]);
});
