import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';

import { memberQuery } from '~/api/members';
import { AccessBadge } from '~/components/access-badge';
import { Panel } from '~/components/panel';
import { ProblemAlert } from '~/components/problem-alert';
import { MemberGroups } from '~/pages/people/member-groups';
import { useOrg } from '~/shell/use-org';
import { WhyPanel } from '~/pages/people/why-panel';
import { text } from '~/text';
import { profileText } from '~/text/profile';

const words = profileText.access;

// What the reader may, who gave it, and the groups they are in.
export function OwnAccess({ id }: { id: string }) {
  const org = useOrg();
  const { data, error, refetch } = useQuery(memberQuery(org, id));
  if (error) return <ProblemAlert error={error} onRetry={refetch} />;
  if (!data) return <Skeleton height={280} aria-label={text.shell.loading} />;
  return (
    <Stack gap="lg">
      <Panel title={words.title} state={<AccessBadge access={data.access} />}>
        <Text size="sm" c="dimmed">
          {words.permissions}{' '}
          <Anchor component={Link} to={`/o/${org}/role-permissions`} underline="always">
            {text.shell.pages.permissions}
          </Anchor>
          .
        </Text>
      </Panel>
      <WhyPanel member={data} />
      <Panel title={words.groups}>
        <MemberGroups member={data} />
      </Panel>
    </Stack>
  );
}
