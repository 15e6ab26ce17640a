import { Alert, Button, Group, List, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';

import { Section } from './section';
import { SignInTrial } from './sign-in-trial';
import { signInQuery, useOrg } from './use-settings';
import { api, body } from '~/api/client';
import type { components } from '~/api/schema';
import { useMay } from '~/api/session';
import { CopyField } from '~/components/copy-field';
import { useDraft, useUnsaved } from '~/components/drafts';
import { MomentInput } from '~/components/moment-input';
import { detailOf, ProblemAlert } from '~/components/problem-alert';
import { ReasonedButton } from '~/components/reasoned-button';
import { ReasonedSwitch } from '~/components/reasoned-switch';
import { DateTime } from '~/components/time';
import { showToast } from '~/components/toasts';
import { settingsText } from '~/text/settings';

type SignIn = components['schemas']['SignInSettings'];
type SignInChange = components['schemas']['SignInChange'];
const words = settingsText.signIn;

export function SignInSection() {
  const org = useOrg();
  const { data, error, refetch } = useQuery(signInQuery(org));
  return (
    <Section title={words.title} lead={words.lead}>
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {data && (
        <Form key={`${data.issuer} ${data.clientId} ${data.clientSecretExpires}`} settings={data} />
      )}
    </Section>
  );
}

const isComplete = ({ issuer, clientId }: SignIn) => issuer !== '' && clientId !== '';

// The server's text begins with the name of the value that is wrong.
const fieldOf = (error: unknown) =>
  /^(?:[Tt]he )?(issuer|clientId|clientSecretExpires|clientSecret)\b/.exec(detailOf(error))?.[1];
const errorAt = (field: string, error: unknown) =>
  error && fieldOf(error) === field ? detailOf(error) : undefined;

function useChange(org: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: SignInChange) =>
      body(api.PATCH('/api/v1/orgs/{org}/sign-in', { params: { path: { org } }, body: change })),
    onSuccess: (answer) => {
      client.setQueryData(signInQuery(org).queryKey, answer);
      showToast({ title: settingsText.saved });
    },
  });
}

function Form({ settings }: { settings: SignIn }) {
  const org = useOrg();
  const change = useChange(org);
  const reason = useMay('manage_sign_in') ? null : settingsText.readOnly;
  const draft = useDraft(`${org}.sign-in`, {
    issuer: settings.issuer,
    clientId: settings.clientId,
  });
  const { issuer, clientId } = draft.value;
  const lacks = settings.enabled || isComplete(settings) ? null : words.incomplete;
  // Never kept: it is a secret.
  const [secret, setSecret] = useState('');
  const [expires, setExpires] = useState(dayIn(settings.clientSecretExpires));
  const hasNewExpiry = expires !== dayIn(settings.clientSecretExpires);
  useUnsaved(secret !== '' || hasNewExpiry);
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      {
        issuer,
        clientId,
        ...(secret && { clientSecret: secret }),
        ...((hasNewExpiry || (secret && expires)) && { clientSecretExpires: expires }),
      },
      {
        onSuccess: () => {
          draft.discard();
          setSecret('');
        },
      },
    );
  };
  return (
    <Stack component="form" onSubmit={save}>
      <ReasonedSwitch
        label={words.enabled}
        description={lacks ?? words.enabledLead}
        checked={settings.enabled}
        reason={reason ?? lacks}
        onChange={(enabled) => change.mutate({ enabled })}
      />
      <CopyField
        label={words.redirect}
        description={words.redirectLead}
        value={settings.redirectUri}
      />
      {settings.enabled && (
        <CopyField
          label={words.address}
          description={words.addressLead}
          value={settings.signInUrl}
        />
      )}
      <TextInput
        label={words.issuer}
        description={words.issuerLead}
        error={errorAt('issuer', change.error)}
        value={issuer}
        readOnly={!!reason}
        onChange={(event) => draft.change({ issuer: event.currentTarget.value, clientId })}
      />
      <TextInput
        label={words.clientId}
        error={errorAt('clientId', change.error)}
        value={clientId}
        readOnly={!!reason}
        onChange={(event) => draft.change({ issuer, clientId: event.currentTarget.value })}
      />
      <PasswordInput
        label={words.secret}
        description={settings.clientSecretSet ? words.secretSet : undefined}
        error={
          errorAt('clientSecret', change.error) ?? (settings.clientSecretLost && words.secretLost)
        }
        value={secret}
        readOnly={!!reason}
        autoComplete="off"
        onChange={(event) => {
          setSecret(event.currentTarget.value);
          // Another secret has another date.
          if (!hasNewExpiry) setExpires('');
        }}
      />
      <MomentInput
        kind="day"
        takesAnything
        label={words.expires}
        description={<Expiry expires={settings.clientSecretExpires} />}
        error={errorAt('clientSecretExpires', change.error)}
        value={expires}
        readOnly={!!reason}
        maw={280}
        onChange={setExpires}
      />
      {change.error && !fieldOf(change.error) && <ProblemAlert error={change.error} />}
      <Group>
        <ReasonedButton type="submit" variant="light" reason={reason} loading={change.isPending}>
          {settingsText.save}
        </ReasonedButton>
        {settings.issuer && <TestSignIn org={org} />}
        {isComplete(settings) && (
          <SignInTrial org={org} redirectUri={settings.redirectUri} reason={reason} />
        )}
      </Group>
    </Stack>
  );
}

// Of a moment its day in UTC, as the server reads a day.
const dayIn = (at: string | null) => at?.slice(0, 10) ?? '';

function Expiry({ expires }: { expires: string | null }) {
  if (!expires) return <>{words.expiresLead}</>;
  const isOver = new Date(expires).getTime() <= Date.now();
  return (
    <Text span size="xs" c={isOver ? 'red' : undefined}>
      {isOver ? words.expiredNow : words.expiresNow} <DateTime value={expires} />.
    </Text>
  );
}

function titleOf({ ok, clientAccepted }: components['schemas']['SignInTest']): string {
  if (!ok) return words.testBad;
  return clientAccepted ? words.testOk : words.testUnsure;
}

function TestSignIn({ org }: { org: string }) {
  const test = useMutation({
    mutationFn: () =>
      body(api.POST('/api/v1/orgs/{org}/sign-in/test', { params: { path: { org } } })),
  });
  return (
    <>
      <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
        {words.test}
      </Button>
      {test.error && <ProblemAlert error={test.error} />}
      {test.data && (
        <Alert
          w="100%"
          role="status"
          color={test.data.ok ? 'teal' : 'orange'}
          title={titleOf(test.data)}
        >
          {!test.data.ok && (
            <List size="sm">
              {test.data.problems.map((problem) => (
                <List.Item key={problem}>{problem}</List.Item>
              ))}
            </List>
          )}
        </Alert>
      )}
    </>
  );
}
