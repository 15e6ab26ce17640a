import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { useState } from 'react';

import type { MappingPreview, PreviewPlace } from '~/api/groups';
import { Problem } from '~/api/problem';
import { useOrg } from '~/shell/use-org';

import { forgetPeople } from './use-people';

const isConflict = (error: unknown) => error instanceof Problem && error.status === 409;

export interface Outcome {
  gainCount: number;
  lossCount: number;
}

// A change of people's access that can be looked at first.
export interface Reviewed {
  key: unknown;
  preview: (place: PreviewPlace) => Promise<MappingPreview>;
  apply: (seen: MappingPreview, overrideReason: string) => Promise<Outcome>;
}

// A page of a search may be empty and have a next one: it looks at so many people at a time.
async function nextFound(change: Reviewed, place: PreviewPlace): Promise<MappingPreview> {
  const page = await change.preview(place);
  const isEmpty = page.losses.length + page.gains.length === 0;
  if (!place.search || !isEmpty || !page.nextCursor) return page;
  return nextFound(change, { ...place, cursor: page.nextCursor });
}

// A preview and its application. When others have changed something in between, the server refuses
// (409): then the preview is made again, and `staleness` holds the server's reason.
export function useReview(change: Reviewed, onApplied: (outcome: Outcome) => void) {
  const org = useOrg();
  const client = useQueryClient();
  const [staleness, setStaleness] = useState<string>();
  // Not below the organisation's key: what is applied makes no preview of the past old.
  const [search, setSearch] = useState('');
  const queryKey = ['preview', org, change.key, search];
  const preview = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => nextFound(change, { cursor: pageParam, search }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // Each review begins with the truth, and keeps what it shows until it is asked again.
    gcTime: 0,
    staleTime: Infinity,
    // While somebody types, what was found before stays in sight.
    placeholderData: keepPreviousData,
  });
  const first = preview.data?.pages[0];

  const lookAgain = async (error: unknown) => {
    await client.resetQueries({ queryKey });
    const now = client.getQueryData<typeof preview.data>(queryKey)?.pages[0];
    const isStale = !!now && now.etag !== first?.etag;
    setStaleness(isStale && error instanceof Problem ? error.message : undefined);
  };
  const apply = useMutation({
    mutationFn: (reason: string) =>
      first ? change.apply(first, reason) : Promise.reject(new Error('no preview')),
    onSuccess: (outcome) => {
      onApplied(outcome);
      void forgetPeople(org);
    },
    onError: (error) => (isConflict(error) ? lookAgain(error) : undefined),
  });
  const more = async () => {
    const { error } = await preview.fetchNextPage();
    if (isConflict(error)) await lookAgain(error);
  };
  return { preview, first, apply, more, staleness, search, setSearch };
}

export type Review = ReturnType<typeof useReview>;
