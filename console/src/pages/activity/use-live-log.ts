import { useEffect, useState } from 'react';

import { arrive, emptyTail, release, type Tail } from './tail';
import { useEventStream } from './use-event-stream';
import { usePolling } from './use-polling';
import { logStream, readLog, type LogEntry, type LogFilters } from '~/api/log';

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
