import { Anchor, Stack, Text } from '@mantine/core';
import { Link, useParams } from 'react-router-dom';

import { effectsAddress, effectsOf, summaryOf } from './event-words';
import type { AuditEvent } from '~/api/journal';
import { Disclosure } from '~/components/disclosure';
import { Sentence } from '~/components/name';
import { activityText } from '~/text/activity';

const words = activityText.audit;

// What came of an event in the same request, behind one line.
export function Effects({ event }: { event: AuditEvent }) {
  const summary = effectsOf(event);
  if (!summary || !event.effects) return null;
  const { first, count } = event.effects;
  // One is as short as the line that would hide it.
  if (count === 1 && first[0]) return <Effect effect={first[0]} />;
  return (
    <Disclosure summary={summary}>
      <Shown event={event} effects={event.effects} />
    </Disclosure>
  );
}

function Effect({ effect }: { effect: AuditEvent }) {
  return (
    <Text size="sm">
      <Sentence names={[effect.targetDisplay, effect.actorDisplay]}>{summaryOf(effect)}</Sentence>
    </Text>
  );
}

interface ShownProps {
  event: AuditEvent;
  effects: NonNullable<AuditEvent['effects']>;
}

function Shown({ event, effects: { first, count } }: ShownProps) {
  const { org = '' } = useParams();
  return (
    <Stack gap={2} pl="md">
      {first.map((effect) => (
        <Effect key={effect.id} effect={effect} />
      ))}
      {count > first.length && (
        <Text size="xs" c="dimmed">
          {words.effectsShown(first.length, count)}{' '}
          <Anchor component={Link} to={effectsAddress(org, event)} inherit underline="always">
            {words.allEffects}
          </Anchor>
        </Text>
      )}
    </Stack>
  );
}
