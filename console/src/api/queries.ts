import { focusManager, MutationCache, QueryClient } from '@tanstack/react-query';

import { isStatus, Problem } from './problem';

// What the client did wrong stays wrong; what the server or the network did may pass.
function isWorthAnotherTry(failures: number, error: Error): boolean {
  const isRefused = error instanceof Problem && error.status < 500 && error.status !== 429;
  return !isRefused && failures < 2;
}

// Whoever comes back sees what there is now. A window beside another one is never hidden, so the
// visibility alone would not tell.
export function watchFocus(): void {
  focusManager.setEventListener((onFocus) => {
    const look = () => onFocus();
    const events = ['visibilitychange', 'focus'];
    events.forEach((event) => window.addEventListener(event, look));
    return () => events.forEach((event) => window.removeEventListener(event, look));
  });
}

// A conflict says that what the page shows is not what there is.
const mutationCache = new MutationCache({
  onError: (error) => {
    if (isStatus(error, 409)) void queries.invalidateQueries({ queryKey: ['org'] });
  },
});

export const queries: QueryClient = new QueryClient({
  mutationCache,
  defaultOptions: { queries: { retry: isWorthAnotherTry, staleTime: 5_000 } },
});
