import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router-dom';

import { sessionQuery } from '~/api/session';
import { ProblemAlert } from '~/components/problem-alert';
import { text } from '~/text';

// Lets nobody past who is not signed in, and brings them back here afterwards.
export function SignedIn() {
  const { data, error, isPending, refetch } = useQuery(sessionQuery);
  const { pathname, search } = useLocation();
  if (isPending) {
    return (
      <Center h="100vh">
        <Loader aria-label={text.shell.loading} />
      </Center>
    );
  }
  if (error) return <ProblemAlert error={error} onRetry={refetch} />;
  if (data) return <Outlet />;
  const org = /^\/o\/([^/]+)/.exec(pathname)?.[1];
  const query = new URLSearchParams({ ...(org && { org }), to: pathname + search });
  return <Navigate to={`/sign-in?${query}`} replace />;
}
