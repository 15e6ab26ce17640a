import { Anchor, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { Link, useParams } from 'react-router-dom';

import { effectsAddress, effectsOf, summaryOf } from './event-words';
import type { AuditEvent } from '~/api/journal';
import { Sentence } from '~/components/name';
import { text } from '~/text';

const words = text.activity.audit;

// What came of an event in the same request, behind one line.
export function Effects({ event }: { event: AuditEvent }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const summary = effectsOf(event);
  if (!summary || !event.effects) return null;
  const { first, count } = event.effects;
  // One is as short as the line that would hide it.
  if (count === 1 && first[0]) return <Effect effect={first[0]} />;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Stack gap={4}>
      <UnstyledButton
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
        w="fit-content"
      >
        <Group gap={4} wrap="nowrap" c="var(--mantine-color-anchor)">
          <Chevron size={14} aria-hidden />
          <Text size="sm">{summary}</Text>
        </Group>
      </UnstyledButton>
      <div id={id}>{isOpen && <Shown event={event} effects={event.effects} />}</div>
    </Stack>
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
