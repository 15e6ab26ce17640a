import { Badge, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

import type { MemberExplained, Target } from '~/api/members';
import { AccessBadge, accessName } from '~/components/access-badge';
import { GroupLink } from '~/components/group-link';
import { Time } from '~/components/time';
import { plainName } from '~/components/visible';
import { peopleText } from '~/text/people';

import { Actor } from './actor';
import { originOf, type Retained } from './why';

const words = peopleText.why;

interface Source {
  key: string;
  name: ReactNode;
  detail: ReactNode;
  target: Target;
  counts: boolean;
}

// All that could give access: what counts stands first.
export function WhatGives({ member }: { member: MemberExplained }) {
  const sources = sourcesOf(member);
  if (sources.length === 0) return null;
  return (
    <Stack gap={0} component="ol" aria-label={words.ladder} className="ladder">
      {sources.map((source) => (
        <li key={source.key} data-counts={source.counts || undefined}>
          <Group justify="space-between" gap="xs" className="ladder-row">
            <Stack gap={2} miw={0} flex="1 1 200px">
              <Text size="sm" fw={source.counts ? 600 : 500} className="breakable">
                {source.name}
              </Text>
              <Text size="xs" c="dimmed" component="div">
                {source.detail}
              </Text>
            </Stack>
            <Group gap="xs" wrap="nowrap">
              {source.counts && (
                <Badge color="teal" variant="light" size="sm" tt="none">
                  {words.counts}
                </Badge>
              )}
              <AccessBadge access={source.target} />
            </Group>
          </Group>
        </li>
      ))}
    </Stack>
  );
}

function sourcesOf(member: MemberExplained): Source[] {
  return [
    ...retainedOf(member),
    ...grantedOf(member),
    ...othersOf(member),
    ...directOf(member),
    ...defaultOf(member),
  ];
}

function Granting({ id, name }: { id: string; name: string | null }) {
  return <GroupLink id={id} name={name ?? id} />;
}

function keptFrom(retained: Retained): string {
  if (originOf(retained) === 'hand') return `${words.keptByHand}. `;
  return retained.displayName ? `${words.keptFrom(plainName(retained.displayName))}. ` : '';
}

function retainedOf({ access, explanation: { retained } }: MemberExplained): Source[] {
  if (!retained) return [];
  return [
    {
      key: 'retained',
      name: words.kept,
      detail: `${keptFrom(retained)}${words.keptEnds}`,
      target: { role: 'admin', identityType: 'human' },
      counts: access?.source === 'retained',
    },
  ];
}

function grantedOf({ explanation: { grantedBy } }: MemberExplained): Source[] {
  if (!grantedBy) return [];
  return [
    {
      key: grantedBy.groupId,
      name: <Granting id={grantedBy.groupId} name={grantedBy.displayName} />,
      detail: (
        <>
          {peopleText.why.mapped}{' '}
          <Actor actor={grantedBy.mappedBy} name={grantedBy.mappedByDisplay} />{' '}
          <Time value={grantedBy.mappedAt} />
          {!grantedBy.direct && `, ${words.nested}`}
          {'. '}
          {words.withoutIt} {accessName(grantedBy.withoutIt)}
        </>
      ),
      target: grantedBy.target,
      counts: true,
    },
  ];
}

function othersOf({ explanation: { others } }: MemberExplained): Source[] {
  return others.map((other) => ({
    key: other.groupId,
    name: <Granting id={other.groupId} name={other.displayName} />,
    detail: other.direct ? words.member : words.nested,
    target: other.target,
    counts: false,
  }));
}

function directOf({ access, explanation: { direct } }: MemberExplained): Source[] {
  if (!direct?.target) return [];
  return [
    {
      key: 'direct',
      name: words.direct,
      detail: (
        <>
          {direct.grantedBy && <Actor actor={direct.grantedBy} name={direct.grantedByDisplay} />}{' '}
          <Time value={direct.grantedAt} />
        </>
      ),
      target: direct.target,
      counts: access?.source === 'direct',
    },
  ];
}

function defaultOf({ access, explanation }: MemberExplained): Source[] {
  if (!explanation.default) return [];
  return [
    {
      key: 'default',
      name: words.default,
      detail: words.defaultHow,
      target: explanation.default,
      counts: access?.source === 'default',
    },
  ];
}
