import { Alert, Stack, Text } from '@mantine/core';
import { queryOptions } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { CopyText } from './copy-text';
import { Name } from './name';
import { api, body } from '~/api/client';
import type { components } from '~/api/schema';
import { signInTrialText as words } from '~/text/sign-in-trial';

type Result = NonNullable<components['schemas']['SignInTrial']['result']>;

// Asked until the browser has come back from the identity provider.
export const trialQuery = (org: string, trial: string) =>
  queryOptions({
    queryKey: ['sign-in-trial', org, trial],
    queryFn: () =>
      body(
        api.GET('/api/v1/orgs/{org}/sign-in/trials/{trial}', { params: { path: { org, trial } } }),
      ),
    retry: false,
    refetchInterval: ({ state }) => (state.error || state.data?.result ? false : 1500),
    refetchIntervalInBackground: true,
  });

const wordsOf = (outcome: string) =>
  Object.hasOwn(words.outcomes, outcome)
    ? words.outcomes[outcome as keyof typeof words.outcomes]
    : words.outcomes.other;

// Who came back, and which member that is or would be.
export function TrialResult({ result }: { result: Result }) {
  const { outcome, detail, person, member, foundBy } = result;
  const { title, fix } = wordsOf(outcome);
  const isNamesake = outcome === 'unknown_person' && member;
  const reason = isNamesake ? words.mismatch : foundBy && words.foundBy[foundBy];
  return (
    <Alert w="100%" color={outcome === 'let_in' ? 'teal' : 'orange'} title={title}>
      <Stack gap="sm">
        {fix && !isNamesake && <Text size="sm">{fix}</Text>}
        {reason && <Text size="sm">{reason}</Text>}
        {detail && (
          <Text size="sm" c="dimmed">
            {detail}
          </Text>
        )}
        {person && (
          <Stack component="dl" gap={6} m={0} aria-label={words.who}>
            {person.name && (
              <Part name={words.name}>
                <Name>{person.name}</Name>
              </Part>
            )}
            <Part name={words.userName}>
              {person.userName ? <Name>{person.userName}</Name> : words.notSent}
            </Part>
            <Part name={words.email}>
              {person.email ? <Name>{person.email}</Name> : words.notSent}
            </Part>
            <Part name={words.objectId}>
              <CopyText label={words.objectId} value={person.objectId} />
            </Part>
            <Part name={words.subject}>
              <CopyText label={words.subject} value={person.subject} />
            </Part>
            <Part name={isNamesake ? words.namesake : words.member}>
              {member ? <Name>{member.userName}</Name> : words.nobody}
            </Part>
            {member && (
              <Part name={words.externalId}>
                {member.externalId ? (
                  <CopyText label={words.externalId} value={member.externalId} />
                ) : (
                  words.empty
                )}
              </Part>
            )}
          </Stack>
        )}
      </Stack>
    </Alert>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" fw={600}>
        {name}
      </Text>
      <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </div>
  );
}
