import { Anchor, Card, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';

import type { MemberExplained } from '~/api/members';
import { CopyText } from '~/components/copy-text';
import { useOrg } from '~/shell/use-org';
import { peopleText } from '~/text/people';

const words = peopleText.member;

export function MemberFacts({ member }: { member: MemberExplained }) {
  return (
    <Card withBorder component="section" aria-label={words.facts}>
      <Stack gap="md">
        <Title order={2} size="h5">
          {words.facts}
        </Title>
        <Stack gap="sm" component="dl" m={0}>
          <Fact name={words.externalId}>
            <Identifier label={words.externalId} value={member.externalId} />
          </Fact>
          <Fact name={words.id}>
            <Identifier label={words.id} value={member.id} />
          </Fact>
          <Fact name={words.permissions}>
            <Permissions member={member} />
          </Fact>
        </Stack>
      </Stack>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed" fw={600} mb={2}>
        {name}
      </Text>
      <dd className="plain">{children}</dd>
    </div>
  );
}

function Identifier({ label, value }: { label: string; value: string | null }) {
  if (!value)
    return (
      <Text size="sm" c="dimmed">
        {words.externalIdMissing}
      </Text>
    );
  return <CopyText label={label} value={value} />;
}

function Permissions({ member: { access } }: { member: MemberExplained }) {
  const org = useOrg();
  const name = access ? (`${access.role}/${access.identityType}` as const) : 'none';
  return (
    <Text size="sm">
      {words.permissionsOf[name]}{' '}
      <Anchor component={Link} to={`/o/${org}/role-permissions`} inherit underline="always">
        {words.allPermissions}
      </Anchor>
    </Text>
  );
}
