import { describe, expect, it } from 'vitest';

import { fillPage } from './members';

// A server that answers with these parts one after the other, whatever is asked for.
function serverOf(parts: number[][]) {
  const asked: { cursor: string | undefined; limit: number }[] = [];
  const read = (cursor: string | undefined, limit: number) => {
    asked.push({ cursor, limit });
    const at = cursor === undefined ? 0 : Number(cursor);
    const nextCursor = at + 1 < parts.length ? `${at + 1}` : null;
    return Promise.resolve({ items: parts[at] ?? [], nextCursor });
  };
  return { read, asked };
}

describe('fillPage', () => {
  it('takes a full page as it is', async () => {
    const { read, asked } = serverOf([[1, 2], [3]]);
    expect(await fillPage(read, undefined, 2)).toEqual({ items: [1, 2], nextCursor: '1' });
    expect(asked).toHaveLength(1);
  });

  it('goes on behind a page that the server cut short, asking for the rest alone', async () => {
    const { read, asked } = serverOf([[], [1], [2, 3], [4]]);
    expect(await fillPage(read, undefined, 3)).toEqual({ items: [1, 2, 3], nextCursor: '3' });
    expect(asked.map(({ limit }) => limit)).toEqual([3, 3, 2]);
  });

  it('ends where the list ends', async () => {
    const { read } = serverOf([[], [1]]);
    expect(await fillPage(read, undefined, 50)).toEqual({ items: [1], nextCursor: null });
  });

  it('begins where the cursor says', async () => {
    const { read, asked } = serverOf([[1], [2]]);
    expect((await fillPage(read, '1', 1)).items).toEqual([2]);
    expect(asked[0]?.cursor).toBe('1');
  });

  it('gives up on a search that finds nothing, but says where it goes on', async () => {
    const { read, asked } = serverOf(Array.from({ length: 60 }, () => []));
    const page = await fillPage(read, undefined, 50);
    expect(page.items).toEqual([]);
    expect(page.nextCursor).toBe(`${asked.length}`);
    expect(asked.length).toBeLessThan(60);
  });
});
