import { Badge, Tooltip } from '@mantine/core';

import type { Organisation } from '~/api/installation';
import { text } from '~/text';

const words = text.installation.organisations;

type State = keyof typeof words.states;

const colours: Record<State, string> = {
  suspended: 'red',
  connected: 'teal',
  waiting: 'yellow',
  off: 'gray',
};

export function stateOf(org: Organisation): State {
  if (org.suspended) return 'suspended';
  if (!org.scimEnabled) return 'off';
  return org.lastContact ? 'connected' : 'waiting';
}

export function StateBadge({ org }: { org: Organisation }) {
  const state = stateOf(org);
  return (
    <Tooltip label={words.stateHints[state]}>
      <Badge variant="light" color={colours[state]} tt="none" tabIndex={0}>
        {words.states[state]}
      </Badge>
    </Tooltip>
  );
}
