import { Container } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router-dom';

import { isFramed } from './frame';
import { OwnWindow } from './own-window';
import { signInAddress } from './sign-in-address';
import { Splash } from './splash';
import { Problem } from '~/api/problem';
import { sessionQuery } from '~/api/session';
import { ProblemAlert } from '~/components/problem-alert';

// Lets nobody past who is not signed in, and brings them back here afterwards.
export function SignedIn() {
  const { data, error, isPending, refetch } = useQuery(sessionQuery);
  const { pathname, search } = useLocation();
  if (isPending) return <Splash />;
  // One answer that did not come is no reason to take away the page.
  const isRefused = error instanceof Problem && error.status === 403;
  if (data && !isRefused)
    return data.kind === 'operator' && isFramed() ? <OwnWindow /> : <Outlet />;
  if (error) return <Refused error={error} onRetry={refetch} />;
  return <Navigate to={signInAddress(pathname, search)} replace />;
}

function Refused(props: { error: Error; onRetry: () => void }) {
  return (
    <Container component="main" size="sm" py="xl">
      <ProblemAlert {...props} />
    </Container>
  );
}
