import { Badge, Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

import type { MemberExplained } from '~/api/members';
import { CopyIcon } from '~/components/copy-field';
import { text } from '~/text';

const words = text.people.member;

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
            <Permissions names={member.permissions} />
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
  return (
    <Group gap={4} wrap="nowrap" align="center">
      <Code className="breakable">{value}</Code>
      <CopyIcon label={label} value={value} />
    </Group>
  );
}

const inWords = (permission: string) => permission.replaceAll('_', ' ');

function Permissions({ names }: { names: string[] }) {
  if (names.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {words.noPermissions}
      </Text>
    );
  return (
    <Group gap={6}>
      {names.map((name) => (
        <Badge key={name} variant="default" size="sm" tt="none" fw={500}>
          {inWords(name)}
        </Badge>
      ))}
    </Group>
  );
}
