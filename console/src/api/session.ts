import { queryOptions, useQuery } from '@tanstack/react-query';

import { api, body, setCsrfToken } from './client';
import { Problem } from './problem';
import { queries } from './queries';
import type { components } from './schema';

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

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: readSession,
  staleTime: 60_000,
});

// Who is signed in. Only below the shell, which shows nothing before somebody is.
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('nobody is signed in');
  return data;
}

export function useMay(permission: string): boolean {
  return useSession().permissions.some((held) => held === permission);
}

// After a sign-in: what an earlier session read is none of this one's.
export function startSession(session: Session): void {
  queries.clear();
  setCsrfToken(session.csrfToken);
  queries.setQueryData(sessionQuery.queryKey, session);
}

export function endSession(): void {
  queries.clear();
  setCsrfToken('');
  queries.setQueryData(sessionQuery.queryKey, null);
}
