import { Navigate } from 'react-router-dom';

import { useSession } from '~/api/session';

// Where somebody starts: an operator above the organisations, a member in theirs.
export function Home() {
  const { organisation } = useSession();
  return <Navigate to={organisation ? `/o/${organisation.id}/overview` : '/orgs'} replace />;
}
