import { expect, test } from 'vitest';

import { isOfType, loadFeed, pageSize, type FeedSource } from './feed';
import type { Change } from '~/api/journal';
import { Problem } from '~/api/problem';

const change = (seq: number): Change => ({
  seq,
  time: '2026-11-24T18:17:00Z',
  type: seq % 500 === 0 ? 'group.mapped' : 'user.created',
});

// A feed that keeps the changes from `first` to `last`.
function feed(last: number, first = 1): FeedSource {
  return {
    newestSeq: () => Promise.resolve(last),
    read: (after, limit) => {
      if (after < first - 1)
        return Promise.reject(new Problem(410, 'Gone', '', { firstAvailable: first }));
      const count = Math.max(0, Math.min(limit, last - after));
      const items = Array.from({ length: count }, (_, at) => change(after + 1 + at));
      const lastSeq = after + count;
      return Promise.resolve({ items, lastSeq, hasMore: lastSeq < last });
    },
  };
}

const seqs = ({ items }: { items: Change[] }) => items.map(({ seq }) => seq);

test('without a number, the end of the feed', async () => {
  const page = await loadFeed(feed(5000), null, '');
  expect(seqs(page)).toEqual(Array.from({ length: 20 }, (_, at) => 4981 + at));
  expect(page).toMatchObject({ lastSeq: 5000, isEnd: true, firstAvailable: null });
});

test('with a number, the page behind it', async () => {
  const page = await loadFeed(feed(5000), 0, '');
  expect(seqs(page)).toHaveLength(pageSize);
  expect(page).toMatchObject({ lastSeq: 100, isEnd: false });
});

test('one type is looked for as far as one page may', async () => {
  const page = await loadFeed(feed(50_000), 0, 'group');
  expect(seqs(page)).toEqual(Array.from({ length: 20 }, (_, at) => 500 * (at + 1)));
  expect(page).toMatchObject({ lastSeq: 10_000, isEnd: false });
});

test('a page of one type ends where it is full', async () => {
  const page = await loadFeed(feed(5000), 0, 'user');
  expect(seqs(page)).toHaveLength(pageSize);
  expect(page).toMatchObject({ lastSeq: pageSize, isEnd: false });
});

test('what is kept no longer is said', async () => {
  const page = await loadFeed(feed(5000, 901), 17, '');
  expect(seqs(page)[0]).toBe(901);
  expect(page.firstAvailable).toBe(901);
});

test('the end of a short feed needs no such word', async () => {
  expect((await loadFeed(feed(910, 901), null, '')).firstAvailable).toBeNull();
});

test.each([
  ['user', 'user.created', true],
  ['user.created', 'user.created', true],
  ['user', 'user_name.taken', false],
  ['', 'user.created', true],
])('%s matches %s: %s', (type, of, expected) => {
  expect(isOfType({ seq: 1, time: '', type: of }, type)).toBe(expected);
});
