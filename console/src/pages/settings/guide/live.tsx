import { Alert, Anchor, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';

import type { Facts } from './steps';
import { useGuide } from './use-guide';
import { useOrg } from '../use-settings';
import { begun } from '~/components/begun';
import { CheckAgain } from '~/components/check-again';
import { Moment } from '~/components/time';
import { guideText } from '~/text/guide';

const words = guideText;

interface LineProps {
  facts: Facts;
  time: string;
  title: string;
  fix: string;
  search?: string;
  children?: ReactNode;
}

// What goes wrong just now, where the admin is looking while they set it up.
function Line({ facts, time, title, fix, search, children }: LineProps) {
  const org = useOrg();
  const { refetch } = useGuide();
  const query = new URLSearchParams({ status: '4xx', ...(search && { search }) });
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={
        <>
          <Moment value={time} /> · {title}
        </>
      }
    >
      <Stack gap={6} style={{ overflowWrap: 'anywhere' }}>
        {children}
        <Text size="sm">{fix}</Text>
        <Group>
          <Anchor
            component={Link}
            to={`/o/${org}/log?${query}`}
            size="sm"
            c="var(--mantine-color-text)"
            underline="always"
          >
            {words.seeThem}
          </Anchor>
        </Group>
        <CheckAgain org={org} provider={facts.provider} lastSeen={time} onCheck={refetch} />
      </Stack>
    </Alert>
  );
}

export function Trouble({ facts }: { facts: Facts }) {
  const { trouble } = facts;
  if (!trouble) return null;
  return <Line facts={facts} time={trouble.time} title={trouble.means} fix={trouble.fix} />;
}

export function Refused({ facts }: { facts: Facts }) {
  return facts.refused.map((one) => (
    <Line
      key={one.cause}
      facts={facts}
      time={one.time}
      title={words.refused(one.count)}
      fix={one.fix}
      search={one.count === 1 ? one.names.replace(/^(User|Group) /, '') : undefined}
    >
      <Text size="sm" fw={500}>
        {begun(one.detail)}
      </Text>
      <Text size="sm" c="dimmed">
        <bdi>{one.names}</bdi>
      </Text>
    </Line>
  ));
}
