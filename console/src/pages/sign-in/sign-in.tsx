import { Alert, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useSearchParams } from 'react-router-dom';

import { Door } from './door';
import { Failure } from './failure';
import { MemberDoor } from './member-door';
import { OperatorDoor } from './operator-door';
import { OrganisationDoor } from './organisation-door';
import { sessionQuery } from '~/api/session';
import { lastDoor } from '~/shell/last-door';
import { wayBack } from '~/shell/sign-in-address';
import { text } from '~/text';
import { signInText } from '~/text/sign-in';

const words = signInText;

// Which door is asked for; else the one that was used last in this browser.
function doorOf(params: URLSearchParams): { org: string } | 'operators' | 'members' {
  const org = params.get('org');
  if (org) return { org };
  if (params.get('as') === 'operator') return 'operators';
  return (params.get('as') !== 'member' && lastDoor()) || 'members';
}

export function Component() {
  const [params] = useSearchParams();
  const session = useQuery(sessionQuery);
  const to = wayBack(params.get('to'));
  const error = params.get('error');
  const org = params.get('org');
  const door = doorOf(params);
  if (session.data && !error) return <Navigate to={to} replace />;
  if (error && org) return <Failure code={error} org={org} to={to} />;
  return (
    <Door title={words.title}>
      <Reason reason={params.get('reason')} />
      {session.isPending ? (
        <Loader aria-label={text.shell.loading} />
      ) : door === 'operators' ? (
        <OperatorDoor to={to} />
      ) : door === 'members' ? (
        <MemberDoor to={to} />
      ) : (
        <OrganisationDoor org={door.org} to={to} />
      )}
    </Door>
  );
}

function Reason({ reason }: { reason: string | null }) {
  if (reason === 'ended') {
    return (
      <Alert color="yellow" role="status">
        {words.reasons.ended}
      </Alert>
    );
  }
  if (reason === 'signed-out') {
    return (
      <Alert color="gray" role="status">
        {words.reasons.signedOut}
      </Alert>
    );
  }
  return null;
}
