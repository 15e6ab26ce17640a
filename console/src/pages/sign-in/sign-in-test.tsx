import { Alert, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';

import { Door } from './door';
import { Problem } from '~/api/problem';
import { ProblemAlert } from '~/components/problem-alert';
import { TrialResult, trialQuery } from '~/components/sign-in-trial';
import { text } from '~/text';
import { signInTrialText as words } from '~/text/sign-in-trial';

// Where the window of a test by signing in ends.
export function Component() {
  const [search] = useSearchParams();
  const { data, error, refetch } = useQuery(
    trialQuery(search.get('org') ?? '', search.get('trial') ?? ''),
  );
  const isOver = error instanceof Problem && error.status < 500;
  return (
    <Door title={words.pageTitle}>
      {isOver && (
        <Alert color="yellow" title={words.over}>
          {words.overLead}
        </Alert>
      )}
      {error && !isOver && <ProblemAlert error={error} onRetry={refetch} />}
      {!error && !data?.result && <Skeleton height={220} aria-label={text.shell.loading} />}
      {data?.result && <TrialResult result={data.result} />}
      {data?.result && (
        <Text size="xs" c="dimmed">
          {words.close}
        </Text>
      )}
    </Door>
  );
}
