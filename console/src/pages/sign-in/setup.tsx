import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'react-router-dom';

import { AccountForm } from './account-form';
import { DeadLink } from './dead-link';
import { Door } from './door';
import { api, body } from '~/api/client';
import { Problem } from '~/api/problem';
import { sessionQuery } from '~/api/session';
import { ProblemAlert } from '~/components/problem-alert';
import { text } from '~/text';
import { signInText } from '~/text/sign-in';

const words = signInText.setup;

const linkQuery = (link: string) => ({
  queryKey: ['operator-link', link],
  queryFn: () => body(api.POST('/api/v1/operator-links/check', { body: { link } })),
});

// Where a one-time link leads. It stands behind #, so no server and no log between sees it.
export function Component() {
  const link = useLocation().hash.slice(1);
  // Whoever is signed in already sends that session's token along.
  useQuery(sessionQuery);
  const check = useQuery({ ...linkQuery(link), enabled: link !== '' });
  if (!link) return <DeadLink title={words.missing}>{words.missingLead}</DeadLink>;
  if (check.error instanceof Problem && check.error.status === 410)
    return <DeadLink title={words.gone}>{words.goneLead}</DeadLink>;
  return (
    <Door title={signInText.setupTitle} isOurs>
      {check.error && <ProblemAlert error={check.error} onRetry={check.refetch} />}
      {check.isPending && <Skeleton height={320} aria-label={text.shell.loading} />}
      {check.data && <AccountForm link={link} {...check.data} />}
    </Door>
  );
}
