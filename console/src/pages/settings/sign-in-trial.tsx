import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';

import { api, body } from '~/api/client';
import { CopyField } from '~/components/copy-field';
import { ProblemAlert } from '~/components/problem-alert';
import { ReasonedButton } from '~/components/reasoned-button';
import { TrialResult, trialQuery } from '~/components/sign-in-trial';
import { settingsText } from '~/text/settings';
import { signInTrialText as words } from '~/text/sign-in-trial';

interface Props {
  org: string;
  redirectUri: string;
  reason: string | null;
}

// Signs in for real, in a window of its own, with the settings as they are saved.
export function SignInTrial({ org, redirectUri, reason }: Props) {
  const begin = useMutation({
    mutationFn: async () => {
      // Opened within the click, or the browser blocks it.
      const view = window.open('about:blank', '_blank', 'popup,width=520,height=760');
      try {
        const trial = await body(
          api.POST('/api/v1/orgs/{org}/sign-in/trials', { params: { path: { org } } }),
        );
        if (view) {
          view.opener = null;
          view.location.href = trial.url;
        }
        return { ...trial, isBlocked: !view };
      } catch (error) {
        view?.close();
        throw error;
      }
    },
  });
  return (
    <>
      <ReasonedButton
        variant="default"
        reason={reason}
        loading={begin.isPending}
        onClick={() => begin.mutate()}
      >
        {words.start}
      </ReasonedButton>
      {begin.error && <ProblemAlert error={begin.error} />}
      {begin.data && !begin.isPending && (
        <Progress org={org} redirectUri={redirectUri} {...begin.data} />
      )}
    </>
  );
}

interface Begun {
  org: string;
  redirectUri: string;
  id: string;
  url: string;
  isBlocked: boolean;
}

function Progress({ org, redirectUri, id, url, isBlocked }: Begun) {
  const { data, error } = useQuery(trialQuery(org, id));
  if (data?.result) return <TrialResult result={data.result} />;
  if (error) {
    return (
      <Alert w="100%" color="yellow" title={words.over}>
        {words.overLead}
      </Alert>
    );
  }
  return (
    <Alert w="100%" color="indigo" title={words.waiting}>
      <Stack gap="sm">
        {isBlocked && (
          <Text size="sm">
            {words.blocked}{' '}
            <Anchor href={url} target="_blank" rel="noreferrer" underline="always">
              {words.open}
            </Anchor>
          </Text>
        )}
        <Text size="sm">{words.waitingLead}</Text>
        <Text size="sm">{words.redirect}</Text>
        <CopyField label={settingsText.signIn.redirect} value={redirectUri} />
      </Stack>
    </Alert>
  );
}
