import { Anchor, Group, Stack, Text, Tooltip } from '@mantine/core';
import {
  IconAlertOctagon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconInfoCircle,
  IconLoader,
  IconPlayerPause,
  type Icon,
} from '@tabler/icons-react';
import { Link } from 'react-router-dom';

import { stateOf, type State } from './health';
import type { Organisation } from '~/api/installation';
import { Sentence } from '~/components/name';
import { installationText } from '~/text/installation';

const words = installationText.organisations;

const looks: Record<State, { icon: Icon; color: string }> = {
  critical: { icon: IconAlertOctagon, color: 'red' },
  warning: { icon: IconAlertTriangle, color: 'orange' },
  failing: { icon: IconAlertTriangle, color: 'orange' },
  info: { icon: IconInfoCircle, color: 'blue' },
  settingUp: { icon: IconCircleDashed, color: 'blue' },
  well: { icon: IconCircleCheck, color: 'teal' },
  suspended: { icon: IconPlayerPause, color: 'gray' },
  unknown: { icon: IconLoader, color: 'gray' },
};

// The worst that is wrong, as a way to all of it.
export function HealthCell({ org }: { org: Organisation }) {
  const state = stateOf(org);
  const { icon: Glyph, color } = looks[state];
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Glyph
        size={18}
        color={`var(--mantine-color-${color}-6)`}
        aria-hidden
        style={{ flex: 'none', marginTop: 2 }}
      />
      <What org={org} state={state} />
    </Group>
  );
}

function What({ org, state }: { org: Organisation; state: State }) {
  const { health } = org;
  if (state === 'suspended' || state === 'unknown' || state === 'well' || !health)
    return <Plain state={state === 'suspended' || state === 'well' ? state : 'unknown'} />;
  if (!health.worst || state === 'failing')
    return (
      <Anchor component={Link} to={`/o/${org.id}/log?status=4xx`} size="sm">
        {words.shown.failing}
      </Anchor>
    );
  const { severity, title } = health.worst;
  return (
    <Stack gap={0} miw={0}>
      <Anchor component={Link} to={`/o/${org.id}/findings`} size="sm" className="breakable">
        {state !== 'settingUp' && (
          <span className="visually-hidden">{words.severities[severity]}: </span>
        )}
        {state === 'settingUp' ? words.states.settingUp : <Sentence>{title}</Sentence>}
      </Anchor>
      {health.findings > 1 && (
        <Text size="xs" c="dimmed">
          {words.more(health.findings - 1)}
        </Text>
      )}
    </Stack>
  );
}

function Plain({ state }: { state: 'suspended' | 'unknown' | 'well' }) {
  return (
    <Tooltip label={words.stateHints[state]}>
      <Text size="sm" c="dimmed" tabIndex={0}>
        {words.states[state]}
      </Text>
    </Tooltip>
  );
}
