import { useEffect, useRef, useState } from 'react';

import { readMatchingGroups, type GroupFilters, type ScimGroup } from '~/api/groups';

export interface SelectAll {
  // How many have been read; nothing while nobody reads.
  soFar: number | undefined;
  // More match than can be mapped at once.
  isCapped: boolean;
  error: unknown;
  start: () => void;
  stop: () => void;
}

// Reads through all groups that match, page by page.
export function useSelectAll(
  org: string,
  filters: GroupFilters,
  onSelect: (groups: ScimGroup[]) => void,
): SelectAll {
  const [soFar, setSoFar] = useState<number>();
  const [isCapped, setCapped] = useState(false);
  const [error, setError] = useState<unknown>();
  const running = useRef<AbortController>();
  const stop = () => running.current?.abort();
  const { search, mapped } = filters;
  // Other filters match other groups.
  useEffect(() => {
    setCapped(false);
    return () => running.current?.abort();
  }, [org, search, mapped]);

  const start = async () => {
    stop();
    const run = new AbortController();
    running.current = run;
    setError(undefined);
    setSoFar(0);
    try {
      const found = await readMatchingGroups(org, filters, setSoFar, run.signal);
      onSelect(found.groups);
      setCapped(found.hasMore);
    } catch (fault) {
      if (!run.signal.aborted) setError(fault);
    }
    if (running.current === run) setSoFar(undefined);
  };
  return { soFar, isCapped, error, start: () => void start(), stop };
}
