import { QueryClient } from '@tanstack/react-query';

import { Problem } from './problem';

// What the client did wrong stays wrong; what the server or the network did may pass.
function isWorthAnotherTry(failures: number, error: Error): boolean {
  const isRefused = error instanceof Problem && error.status < 500 && error.status !== 429;
  return !isRefused && failures < 2;
}

export const queries = new QueryClient({
  defaultOptions: { queries: { retry: isWorthAnotherTry, staleTime: 5_000 } },
});
