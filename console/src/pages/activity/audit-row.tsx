import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Link, useParams } from 'react-router-dom';

import { differencesOf, type Difference } from './differences';
import { Effects } from './effects';
import { actorOf, summaryOf } from './event-words';
import { JsonOnDemand } from './json-on-demand';
import type { AuditEvent, AuditFilters } from '~/api/journal';
import { Name, Sentence } from '~/components/name';
import { clientName } from '~/components/device';
import { plainName, visible } from '~/components/visible';
import { activityText } from '~/text/activity';

const words = activityText.audit;

export function WhatCell({ event }: { event: AuditEvent }) {
  return (
    <Stack gap={4} maw={640} style={{ overflowWrap: 'anywhere' }}>
      <Group gap="xs">
        <Text size="sm">
          <Sentence names={[event.targetDisplay, event.actorDisplay]}>{summaryOf(event)}</Sentence>
        </Text>
        {event.severity !== 'INFO' && (
          <Badge size="sm" variant="light" color="orange">
            {event.severity}
          </Badge>
        )}
      </Group>
      {differencesOf(event.details).map((difference) => (
        <Line key={difference.name} difference={difference} />
      ))}
      <Effects event={event} />
      <Group gap="sm" align="flex-start">
        <Text size="xs" c="dimmed" ff="monospace">
          {event.type}
        </Text>
        <NumberLink seq={event.seq} />
        <JsonOnDemand label={activityText.changes.showJson(event.seq)} value={event} />
      </Group>
    </Stack>
  );
}

function Line({ difference: { name, before, after } }: { difference: Difference }) {
  return (
    <Group gap={6} wrap="wrap">
      {name && (
        <Text size="xs" c="dimmed">
          {name}
        </Text>
      )}
      {before !== words.nothing && (
        <Text size="xs" td="line-through" c="dimmed">
          <span className="visually-hidden">{words.before} </span>
          <Name>{before}</Name>
        </Text>
      )}
      {before !== words.nothing && after !== words.nothing && (
        <IconArrowRight size={12} aria-hidden />
      )}
      {after !== words.nothing && (
        <Text size="xs" fw={550}>
          <span className="visually-hidden">{words.after} </span>
          <Name>{after}</Name>
        </Text>
      )}
    </Group>
  );
}

function NumberLink({ seq }: { seq: number }) {
  const { org } = useParams();
  return (
    <Anchor component={Link} to={`/o/${org}/changes?after=${seq - 1}`} size="xs" className="number">
      {words.number(seq)}
    </Anchor>
  );
}

// A press shows what else they did.
export function WhoCell({
  event,
  set,
}: {
  event: AuditEvent;
  set: (changes: Partial<AuditFilters>) => void;
}) {
  const actor = event.actorId ? `${event.actorType}:${event.actorId}` : event.actorType;
  return (
    <Anchor
      component="button"
      size="sm"
      ta="left"
      miw={72}
      maw={220}
      style={{ overflowWrap: 'anywhere' }}
      aria-label={words.only.actor(plainName(event.actorDisplay))}
      onClick={() => set({ actor })}
    >
      <Name>{actorOf(event)}</Name>
    </Anchor>
  );
}

export function TargetCell({
  event,
  set,
}: {
  event: AuditEvent;
  set: (changes: Partial<AuditFilters>) => void;
}) {
  const { targetId, targetDisplay, targetType } = event;
  const name = targetDisplay || targetId || targetType;
  if (!targetId)
    return (
      <Text size="sm" c="dimmed">
        {targetType}
      </Text>
    );
  return (
    <Anchor
      component="button"
      size="sm"
      ta="left"
      maw={220}
      style={{ overflowWrap: 'anywhere' }}
      aria-label={words.only.target(plainName(name))}
      onClick={() => set({ target: targetId })}
    >
      <Name>{name}</Name>
    </Anchor>
  );
}

export function FromCell({ event }: { event: AuditEvent }) {
  const { org } = useParams();
  if (!event.sourceIp)
    return (
      <Text size="xs" c="dimmed">
        {words.noAddress}
      </Text>
    );
  const isScim = event.actorType === 'token' && event.requestId;
  const agent = event.context.userAgent ?? '';
  return (
    <Stack gap={2} miw={190} maw={240} style={{ overflowWrap: 'anywhere' }}>
      <Text size="xs" title={agent}>
        {event.sourceIp}
        {agent && (
          <Text span inherit c="dimmed">
            {' '}
            · {visible(clientName(agent))}
          </Text>
        )}
      </Text>
      {isScim && (
        <Anchor
          component={Link}
          size="xs"
          to={`/o/${org}/log?${new URLSearchParams({ requestId: event.requestId ?? '' })}`}
        >
          {words.request}
        </Anchor>
      )}
    </Stack>
  );
}
