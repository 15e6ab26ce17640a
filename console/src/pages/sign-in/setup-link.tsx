import { Alert, Button, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { IconLinkOff } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Link, useLocation, useNavigate } from 'react-router-dom';

import { Door } from './door';
import { Problem } from '~/api/problem';
import { queries } from '~/api/queries';
import { nameOf, sessionQuery, startSession } from '~/api/session';
import { redeemSetupLink, setupLinkCheck } from '~/api/setup-links';
import { Name } from '~/components/name';
import { ProblemAlert } from '~/components/problem-alert';
import { Time } from '~/components/time';
import { plainName } from '~/components/visible';
import { isFramed, keepsCookies } from '~/shell/frame';
import { Support } from '~/shell/support';
import { text } from '~/text';

const words = text.setupLinks.redeem;

type Gone = keyof typeof words.gone;

// Why a link opens nothing, if that is what the server said.
function goneOf(error: unknown): Gone | null {
  if (!(error instanceof Problem) || error.status !== 410) return null;
  const code = Object.keys(words.gone).find((known) => known === error.code);
  return (code as Gone | undefined) ?? 'link_unknown';
}

// Where a setup link leads. It stands behind #, so no server and no log between sees it; and it
// waits for a click, so that what looks into mails does not use it up.
export function Component() {
  const link = useLocation().hash.slice(1);
  const check = useQuery({ ...setupLinkCheck(link), enabled: link !== '' });
  const gone = link === '' ? 'link_unknown' : goneOf(check.error);
  if (gone) return <DeadSetupLink gone={gone} />;
  const organisation = check.data?.organisation;
  return (
    <Door title={words.title(plainName(organisation?.name || organisation?.id || '…'))}>
      {check.error && <ProblemAlert error={check.error} onRetry={check.refetch} />}
      {check.isPending && <Skeleton height={220} aria-label={text.shell.loading} />}
      {check.data && (isLostHere() ? <OwnWindow /> : <Redeem link={link} {...check.data} />)}
    </Door>
  );
}

// Redeeming it here would use it up for nothing.
const isLostHere = () => isFramed() && !keepsCookies();

function OwnWindow() {
  return (
    <Stack>
      <Alert color="yellow" role="status" title={words.framed.title}>
        {words.framed.detail}
      </Alert>
      <Button component="a" href={window.location.href} target="_blank" rel="noreferrer">
        {text.shell.ownWindow.open}
      </Button>
    </Stack>
  );
}

function useRedeem(link: string) {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (name: string) => redeemSetupLink(link, name),
    // Somebody was quicker: the page checks the link again and says so.
    onError: () => queries.invalidateQueries({ queryKey: setupLinkCheck(link).queryKey }),
    onSuccess: (session) => {
      startSession(session);
      navigate(`/o/${session.organisation?.id}/setup-guide`, { replace: true });
    },
  });
}

interface Props {
  link: string;
  organisation: { id: string; name: string };
  name: string | null;
  expires: string;
}

function Redeem({ link, organisation, name, expires }: Props) {
  const [given, setGiven] = useState('');
  const [isTried, setTried] = useState(false);
  const redeem = useRedeem(link);
  const { data: session } = useQuery(sessionQuery);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name || given.trim()) redeem.mutate(name ? '' : given.trim());
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{words.lead(plainName(organisation.name || organisation.id))}</Text>
        {name ? (
          <Text size="sm">
            {words.as}{' '}
            <Text span fw={600}>
              <Name>{name}</Name>
            </Text>
            .
          </Text>
        ) : (
          <TextInput
            label={words.name}
            description={words.nameLead}
            value={given}
            onChange={(event) => setGiven(event.currentTarget.value)}
            error={isTried && !given.trim() && words.nameMissing}
            autoComplete="name"
            maxLength={100}
            autoFocus
          />
        )}
        {session && (
          <Alert color="yellow" role="status">
            {words.signedInAs(nameOf(session))}
          </Alert>
        )}
        {redeem.error && !goneOf(redeem.error) && <ProblemAlert error={redeem.error} />}
        <Button type="submit" loading={redeem.isPending}>
          {words.submit}
        </Button>
        <Text size="xs" c="dimmed">
          {words.expires} <Time value={expires} />.
        </Text>
      </Stack>
    </form>
  );
}

// If this browser redeemed it, carry on; everybody else asks for a new one.
function DeadSetupLink({ gone }: { gone: Gone }) {
  const { data: session } = useQuery(sessionQuery);
  const isInside = gone === 'link_used' && session?.kind === 'contact';
  return (
    <Door title={words.gone[gone].title}>
      <Alert color="yellow" icon={<IconLinkOff aria-hidden />} role="alert">
        {words.gone[gone].detail}
      </Alert>
      {!isInside && <Text size="sm">{words.askAnother}</Text>}
      {!isInside && <Support ta="left" />}
      <Button component={Link} to={isInside ? '/' : '/sign-in'} variant="default">
        {isInside ? words.continue : words.toSignIn}
      </Button>
    </Door>
  );
}
