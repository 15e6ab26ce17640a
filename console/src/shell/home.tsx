import { Navigate } from 'react-router-dom';

import { startOf, startPageOf } from './start-page';
import { useOrg } from './use-org';
import { useSession } from '~/api/session';

export function Home() {
  return <Navigate to={startOf(useSession())} replace />;
}

export function OrganisationHome() {
  const { permissions } = useSession();
  return <Navigate to={startPageOf(useOrg(), permissions)} replace />;
}
