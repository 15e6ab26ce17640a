import { useQuery } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';

import { isOfType, loadFeed } from './feed';
import { useEventStream } from './use-event-stream';
import { usePolling } from './use-polling';
import { changesStream, newestSeq, readChanges, type Change } from '~/api/journal';
import { organisationKey } from '~/api/organisations';

const rowsMax = 2000;
const nearTheEndPx = 160;

const isAtEnd = () =>
  window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - nearTheEndPx;

// A page of the feed; where it is the feed's end, it grows as changes happen.
export function useFeed(org: string, after: number | null, type: string) {
  const query = useQuery({
    queryKey: organisationKey(org, 'changes', after, type),
    queryFn: () =>
      loadFeed(
        {
          read: (from, limit) => readChanges(org, from, limit),
          newestSeq: () => newestSeq(org),
        },
        after,
        type,
      ),
    // The stream goes on where the page ended.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const page = query.data;
  const { news, isLive } = useNews(org, page?.isEnd ? page.lastSeq : null, type);
  return {
    page,
    items: page && [...page.items, ...news],
    isLive,
    error: query.error,
    refetch: query.refetch,
  };
}

function useNews(org: string, from: number | null, type: string) {
  const [news, setNews] = useState<Change[]>([]);
  const last = useRef(from ?? 0);
  const follow = useFollowing(news.length);
  useEffect(() => {
    last.current = from ?? 0;
    setNews([]);
  }, [from, type]);
  const take = (change: Change) => {
    // What came already may come again.
    if (change.seq <= last.current) return;
    last.current = change.seq;
    if (!isOfType(change, type)) return;
    follow();
    setNews((old) => [...old, change].slice(-rowsMax));
  };
  const state = useEventStream(from === null ? null : changesStream(org, from), 'change', {
    onEvent: (data) => take(JSON.parse(data)),
  });
  usePolling(state === 'refused', async () => {
    const { items } = await readChanges(org, last.current, 100);
    items.forEach(take);
  });
  return { news, isLive: state === 'live' || state === 'refused' };
}

// Who looks at the end keeps looking at it; who reads further up is left alone.
function useFollowing(length: number) {
  const wasAtEnd = useRef(false);
  useLayoutEffect(() => {
    if (wasAtEnd.current) window.scrollTo({ top: document.documentElement.scrollHeight });
    wasAtEnd.current = false;
  }, [length]);
  return () => {
    wasAtEnd.current = wasAtEnd.current || isAtEnd();
  };
}
