import { useEffect, useRef, useState } from 'react';

import { arrive, emptyTail, release, type Tail } from './tail';
import { useEventStream } from './use-event-stream';
import { logStream, readLog, type LogEntry, type LogFilters } from '~/api/log';

const pollEveryMs = 2_000;
// Further down than this somebody reads, and what they read must not move.
const readingBelowPx = 120;

const isReading = () => window.scrollY > readingBelowPx;

interface Options {
  org: string;
  filters: LogFilters;
  isOn: boolean;
  // What was there first.
  page: LogEntry[];
  // What came between that page and the stream has to be read again.
  onLive: () => void;
}

// The requests that come in while the page is open. Where nothing is streamed (a proxy in between
// that buffers, too many streams) it asks again and again instead.
export function useLiveLog({ org, filters, isOn, page, onLive }: Options) {
  const [tail, setTail] = useState<Tail<LogEntry>>(emptyTail);
  const take = (entry: LogEntry) => setTail((old) => arrive(old, page, entry, isReading()));
  const address = logStream(org, filters);
  const state = useEventStream(isOn ? address : null, 'entry', {
    onOpen: onLive,
    onEvent: (data) => take(JSON.parse(data)),
  });
  useEffect(() => setTail(emptyTail), [address, isOn]);
  usePolling(isOn && state === 'refused', async () => {
    const { items } = await readLog(org, filters);
    items.reverse().forEach(take);
  });
  return {
    tail,
    isLive: state === 'live' || state === 'refused',
    showHeld: () => setTail(release),
  };
}

function usePolling(isOn: boolean, ask: () => Promise<void>) {
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (!isOn) return;
    // A question that failed is asked again like every other.
    const timer = setInterval(() => void latest.current().catch(() => undefined), pollEveryMs);
    return () => clearInterval(timer);
  }, [isOn]);
}
