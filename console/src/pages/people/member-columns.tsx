import { Anchor, Badge, Stack, Text } from '@mantine/core';
import { Link } from 'react-router-dom';

import { memberQuery, type Member } from '~/api/members';
import { queries } from '~/api/queries';
import { AccessBadge } from '~/components/access-badge';
import type { Column } from '~/components/data-table';
import { GroupLink } from '~/components/group-link';
import { Name } from '~/components/name';
import { useIntent } from '~/components/use-intent';
import { useOrg } from '~/shell/use-org';
import { peopleText } from '~/text/people';

const words = peopleText.members;

// Of every list of members.
export const memberColumns: Column<Member>[] = [
  { name: 'name', header: words.columns.name, cell: (member) => <Who member={member} /> },
  {
    name: 'access',
    header: words.columns.access,
    cell: (member) => <AccessBadge access={member.access} />,
  },
  {
    name: 'source',
    header: words.columns.source,
    isSecondary: true,
    cell: (member) => <Source member={member} />,
  },
  {
    name: 'state',
    header: words.columns.state,
    isSecondary: true,
    cell: (member) => <State isActive={member.active} />,
  },
];

function Who({ member }: { member: Member }) {
  const org = useOrg();
  const intent = useIntent(() => {
    void queries.prefetchQuery(memberQuery(org, member.id));
    void import('./member');
  });
  return (
    <Stack gap={0}>
      <Anchor
        component={Link}
        to={`/o/${org}/members/${member.id}`}
        size="sm"
        fw={500}
        className="breakable"
        {...intent}
      >
        <Name>{member.userName}</Name>
      </Anchor>
      <Text size="xs" c="dimmed" className="breakable">
        {member.externalId ? <Name>{member.externalId}</Name> : words.noExternalId}
      </Text>
    </Stack>
  );
}

function Source({ member: { access } }: { member: Member }) {
  if (access?.group)
    return <GroupLink id={access.group.id} name={access.group.displayName} size="sm" />;
  return (
    <Text size="sm" c={access ? undefined : 'dimmed'}>
      {access ? peopleText.sources[access.source] : peopleText.none}
    </Text>
  );
}

export function State({ isActive }: { isActive: boolean }) {
  return (
    <Badge variant="dot" color={isActive ? 'teal' : 'gray'} tt="none">
      {isActive ? peopleText.states.active : peopleText.states.inactive}
    </Badge>
  );
}
