import { SimpleGrid, Stack, Text } from '@mantine/core';
import { Navigate, useParams } from 'react-router-dom';

import { OwnAccess } from './own-access';
import { Password } from './password';
import { Sessions } from './sessions';
import { Totp } from './totp';
import { useSession, type Session } from '~/api/session';
import { Fact } from '~/components/fact';
import { Page } from '~/components/page';
import { Panel } from '~/components/panel';
import { DateTime } from '~/components/time';
import { Name } from '~/components/name';
import { plainName } from '~/components/visible';
import { text } from '~/text';
import { profileText } from '~/text/profile';

const words = profileText;

export function Component() {
  const session = useSession();
  const { org } = useParams();
  const { organisation, operator } = session;
  // A member's access is within the organisation.
  if (organisation && org !== organisation.id)
    return <Navigate to={`/o/${organisation.id}/profile`} replace />;
  return (
    <Page
      title={text.shell.pages.profile}
      lead={
        organisation
          ? words.memberLead(plainName(organisation.name || organisation.id))
          : words.operatorLead
      }
    >
      <Stack gap="lg" maw={960}>
        <Account session={session} />
        {session.member && <OwnAccess id={session.member.id} />}
        {operator && (
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
            <Password name={operator.name} />
            <Totp isOn={operator.totpEnabled} />
          </SimpleGrid>
        )}
        <Sessions />
      </Stack>
    </Page>
  );
}

function Account({ session }: { session: Session }) {
  const { operator, organisation, member, contact } = session;
  return (
    <Panel title={words.account.title}>
      {operator && (
        <Fact name={words.account.name}>
          <Name>{operator.name}</Name>
        </Fact>
      )}
      {member && (
        <Fact name={words.account.userName}>
          <Name>{member.userName ?? ''}</Name>
        </Fact>
      )}
      {contact && (
        <Fact name={words.account.name}>
          <Name>{contact.name}</Name>
        </Fact>
      )}
      {organisation && (
        <Fact name={words.account.organisation}>
          <Name>{organisation.name || organisation.id}</Name>
        </Fact>
      )}
      <Fact name={words.account.kind}>{session.label}</Fact>
      {session.expires && (
        <Fact name={words.account.until}>
          <DateTime value={session.expires} />
        </Fact>
      )}
      {member && (
        <Text size="sm" c="dimmed">
          {words.account.signedInBy}
        </Text>
      )}
    </Panel>
  );
}
