import { queryOptions, useQuery } from '@tanstack/react-query';

import { api, body, setCsrfToken, whenRefused } from './client';
import { Problem } from './problem';
import { queries } from './queries';
import type { components } from './schema';
import { noteFarewell, type SessionEnd } from './session-end';

export type Session = components['schemas']['Session'];

async function readSession(): Promise<Session | null> {
  try {
    const session = await body(api.GET('/api/v1/session'));
    setCsrfToken(session.csrfToken);
    return session;
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}

const key = ['session'];

// Asked again and again: who looks at a page without doing anything learns too that it is over.
export const sessionQuery = queryOptions({
  queryKey: key,
  queryFn: readSession,
  staleTime: 60_000,
  refetchInterval: 60_000,
});

// Who is signed in. Only below the shell, which shows nothing before somebody is.
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('nobody is signed in');
  return data;
}

// What the person is called who is signed in.
export function nameOf({ operator, member, contact, label }: Session): string {
  return operator?.name ?? member?.userName ?? contact?.name ?? label;
}

export function useMay(permission: string): boolean {
  return useSession().permissions.some((held) => held === permission);
}

// What one session read is none of another's. What a page still shows goes with the page: taken away
// under its hands it would be asked for again.
function forgetTheRest(): void {
  queries.removeQueries({ type: 'inactive', predicate: ({ queryKey }) => queryKey[0] !== key[0] });
}

export function startSession(session: Session): void {
  setCsrfToken(session.csrfToken);
  noteFarewell({ end: 'none', org: null });
  queries.setQueryData(sessionQuery.queryKey, session);
  forgetTheRest();
}

export function endSession(end: SessionEnd): void {
  const session = queries.getQueryData(sessionQuery.queryKey);
  if (!session) return;
  noteFarewell({ end, org: session.organisation?.id ?? null });
  setCsrfToken('');
  queries.setQueryData(sessionQuery.queryKey, null);
  forgetTheRest();
}

// A refused call says that the session is not what it was: gone, or of somebody who may less.
whenRefused((problem) => {
  if (problem.status === 401) endSession('ended');
  else void queries.invalidateQueries({ queryKey: key });
});
