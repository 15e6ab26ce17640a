import { Alert, Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';

import type { MemberExplained, MemberSignIn } from '~/api/members';
import { useMay } from '~/api/session';
import { CopyText } from '~/components/copy-text';
import { Time } from '~/components/time';
import { useOrg } from '~/shell/use-org';
import { peopleText } from '~/text/people';

import { adviceOn, mismatchOf, openRefusal } from './sign-in-advice';

const words = peopleText.signIn;

type Refusal = NonNullable<MemberSignIn['lastRefusal']>;

// How the member's last attempts to sign in went, and what to do when they cannot.
export function SignInCard({ member }: { member: MemberExplained }) {
  const { signIn, access } = member;
  const refusal = openRefusal(member);
  // Service accounts never sign in: of them only an attempt is news.
  if (!signIn || (access?.identityType === 'service' && !refusal)) return null;
  return (
    <Card withBorder component="section" aria-labelledby="sign-in" padding="lg">
      <Stack gap="md">
        <Group justify="space-between" align="baseline">
          <Title order={2} size="h4" id="sign-in">
            {words.title}
          </Title>
          <LastSuccess signIn={signIn} />
        </Group>
        {refusal && <Refused member={member} refusal={refusal} />}
        {signIn.lastRefusal && !refusal && (
          <Text size="sm" c="dimmed">
            {words.before} <Time value={signIn.lastRefusal.at} />
          </Text>
        )}
        <InAudit member={member} />
      </Stack>
    </Card>
  );
}

function LastSuccess({ signIn: { lastSuccess, searchedSince } }: { signIn: MemberSignIn }) {
  return (
    <Text size="sm" c="dimmed">
      {lastSuccess ? (
        <>
          {words.last} <Time value={lastSuccess.at} />
        </>
      ) : searchedSince ? (
        <>
          {words.notSince} <Time value={searchedSince} />
        </>
      ) : (
        words.never
      )}
    </Text>
  );
}

function Refused({ member, refusal }: { member: MemberExplained; refusal: Refusal }) {
  const { why, fix } = adviceOn(member, refusal);
  return (
    <Alert
      color={fix ? 'orange' : 'teal'}
      variant="light"
      icon={fix ? <IconAlertTriangle aria-hidden /> : <IconCircleCheck aria-hidden />}
      title={
        <>
          {words.refused} <Time value={refusal.at} />
        </>
      }
    >
      <Stack gap="md">
        <Text size="sm">{why}</Text>
        <Values refusal={refusal} />
        {fix ? (
          <Stack component="dl" gap={6} m={0}>
            <Part name={words.todo}>{fix.todo}</Part>
            <Part name={words.who}>{fix.who}</Part>
          </Stack>
        ) : (
          <Text size="sm">{words.putRight}</Text>
        )}
      </Stack>
    </Alert>
  );
}

// The two that did not match, one above the other, so that the difference shows.
function Values({ refusal }: { refusal: Refusal }) {
  const mismatch = mismatchOf(refusal);
  if (!mismatch) return null;
  return (
    <Stack component="dl" gap={6} m={0}>
      <Value name={words.tokenSays(mismatch.claim)} value={mismatch.token} />
      <Value name={words.memberHas} value={mismatch.member} />
    </Stack>
  );
}

function Value({ name, value }: { name: string; value: string }) {
  return <Part name={name}>{value ? <CopyText label={name} value={value} /> : words.empty}</Part>;
}

// Side by side where there is room for both.
function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Group gap="xs" align="baseline">
      <Text component="dt" size="sm" fw={600} w={195}>
        {name}
      </Text>
      <Text component="dd" size="sm" m={0} miw={0} style={{ flex: '1 1 220px' }}>
        {children}
      </Text>
    </Group>
  );
}

function InAudit({ member: { id } }: { member: MemberExplained }) {
  const org = useOrg();
  if (!useMay('read_audit')) return null;
  const at = new URLSearchParams({ type: 'session,sign_in', target: id });
  return (
    <Anchor component={Link} to={`/o/${org}/audit?${at}`} size="sm">
      {words.all}
    </Anchor>
  );
}
