import { Problem } from '~/api/problem';
import type { Change, Changes } from '~/api/journal';

export const pageSize = 100;
// What is shown when nobody asked for a number: the end of the feed, to be followed.
const newestSize = 20;
// The server does not search the feed; a page of one type looks through so many changes at most.
const searchedAtOnce = 1000;
const searchesMax = 10;

export interface FeedPage {
  items: Change[];
  // Where the page goes on.
  lastSeq: number;
  isEnd: boolean;
  // The first change that is kept, when those that were asked for are not any more.
  firstAvailable: number | null;
}

export interface FeedSource {
  read: (after: number, limit: number) => Promise<Changes>;
  newestSeq: () => Promise<number>;
}

// "user" matches whatever happens to users, "user.created" just that.
export const isOfType = (change: Change, type: string) =>
  type === '' || change.type === type || change.type.startsWith(`${type}.`);

export async function loadFeed(
  source: FeedSource,
  after: number | null,
  type: string,
): Promise<FeedPage> {
  const start = after ?? (await nearTheEnd(source, type));
  try {
    return await collect(source, start, type);
  } catch (error) {
    const firstAvailable = firstOf(error);
    if (firstAvailable === null) throw error;
    const page = await collect(source, firstAvailable - 1, type);
    return { ...page, firstAvailable: after === null ? null : firstAvailable };
  }
}

async function nearTheEnd(source: FeedSource, type: string): Promise<number> {
  const size = type === '' ? newestSize : searchedAtOnce;
  return Math.max(0, (await source.newestSeq()) - size);
}

function firstOf(error: unknown): number | null {
  if (!(error instanceof Problem) || error.status !== 410) return null;
  const first = error.body.firstAvailable;
  return typeof first === 'number' ? first : null;
}

async function collect(source: FeedSource, start: number, type: string): Promise<FeedPage> {
  const items: Change[] = [];
  let lastSeq = start;
  for (let search = 0; search < searchesMax; ++search) {
    const answer = await source.read(lastSeq, type === '' ? pageSize : searchedAtOnce);
    for (const change of answer.items.filter((one) => isOfType(one, type))) {
      items.push(change);
      if (type !== '' && items.length === pageSize)
        return { items, lastSeq: change.seq, isEnd: false, firstAvailable: null };
    }
    lastSeq = answer.lastSeq;
    if (!answer.hasMore) return { items, lastSeq, isEnd: true, firstAvailable: null };
    if (type === '') break;
  }
  return { items, lastSeq, isEnd: false, firstAvailable: null };
}
