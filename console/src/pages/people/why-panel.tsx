import { Alert, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import type { MemberExplained } from '~/api/members';
import { Time } from '~/components/time';
import { peopleText } from '~/text/people';

import { LastChange } from './last-change';
import { whyOf } from './why';
import { WhatGives } from './what-gives';
import { Without } from './without';

const words = peopleText.why;

interface Props {
  member: MemberExplained;
}

// Where the access comes from: design §2.9.
export function WhyPanel({ member }: Props) {
  const { explanation } = member;
  return (
    <Card withBorder component="section" aria-labelledby="why" padding="lg">
      <Stack gap="md">
        <Group justify="space-between" align="baseline">
          <Title order={2} size="h4" id="why">
            {words.title}
          </Title>
          <Text size="sm" c="dimmed">
            {peopleText.member.since} <Time value={explanation.since} />
          </Text>
        </Group>
        <Text>{whyOf(member)}</Text>
        {explanation.conflict && (
          <Alert color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />}>
            {words.conflict}
          </Alert>
        )}
        <WhatGives member={member} />
        <Without member={member} />
        <LastChange member={member} />
      </Stack>
    </Card>
  );
}
