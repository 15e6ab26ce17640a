import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';

import { groupQuery, type GroupShown } from '~/api/groups';
import type { Target } from '~/api/members';
import { isStatus } from '~/api/problem';
import { useMay } from '~/api/session';
import { AccessBadge } from '~/components/access-badge';
import { Page } from '~/components/page';
import { PageTabs } from '~/components/page-tabs';
import { ProblemAlert } from '~/components/problem-alert';
import { Time } from '~/components/time';
import { useOrg } from '~/shell/use-org';
import { text } from '~/text';
import { peopleText } from '~/text/people';

import { Actor } from './actor';
import { Gone } from './gone';
import { GroupMenu } from './group-menu';
import { GroupPeople } from './group-people';
import { GroupsAround } from './groups-around';
import { History } from './history';
import { ReviewDialog, type Wish } from './review-dialog';
import { whatUnmappedGives } from './unmapped';
import { useMappingRules } from './use-mapping-rules';

const words = peopleText.groupPage;

export function Component() {
  const org = useOrg();
  const { id = '' } = useParams();
  const { data: group, error, refetch } = useQuery(groupQuery(org, id));
  if (isStatus(error, 404)) return <Gone kind="group" id={id} />;
  return (
    <Stack gap="sm">
      <Anchor component={Link} to={`/o/${org}/scim-groups`} size="sm">
        <Group gap={4} component="span">
          <IconArrowLeft size={14} aria-hidden />
          {words.back}
        </Group>
      </Anchor>
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {group && <Shown group={group} />}
      {!group && !error && <Skeleton height={240} aria-busy aria-label={text.shell.loading} />}
    </Stack>
  );
}

function Shown({ group }: { group: GroupShown }) {
  const { mayMap } = useMappingRules();
  const [wish, setWish] = useState<Wish>();
  const mark = (target: Target | null) => setWish({ groups: [group], target });
  return (
    <Page
      title={group.displayName}
      isName
      lead={<Mapped group={group} />}
      actions={mayMap && <GroupMenu group={group} onMark={mark} isButton />}
    >
      <Parts key={group.id} group={group} />
      <ReviewDialog
        wish={wish}
        onClose={() => setWish(undefined)}
        onApplied={() => setWish(undefined)}
      />
    </Page>
  );
}

// What the group gives, and who said so.
function Mapped({ group }: { group: GroupShown }) {
  if (!group.mapping) return <>{whatUnmappedGives(group)}</>;
  return (
    <Group gap="xs" component="span">
      <AccessBadge access={group.mapping} />
      <Text span size="sm">
        {words.mapped}{' '}
        {group.mappedBy && <Actor actor={group.mappedBy} name={group.mappedByDisplay} />}{' '}
        {group.mappedAt && <Time value={group.mappedAt} />}
      </Text>
    </Group>
  );
}

function Parts({ group }: { group: GroupShown }) {
  const mayReadMembers = useMay('read_members');
  const mayReadAudit = useMay('read_audit');
  const { tabs } = words;
  return (
    <PageTabs
      label={words.tabList}
      tabs={[
        ...(mayReadMembers
          ? [{ name: 'people', label: tabs.people, content: <GroupPeople group={group} /> }]
          : []),
        {
          name: 'around',
          label: tabs.around,
          count: around(group),
          content: <GroupsAround group={group} />,
        },
        ...(mayReadAudit
          ? [
              {
                name: 'history',
                label: tabs.history,
                content: <History member={group} label={words.history} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function around(group: GroupShown): string | undefined {
  const count = group.within.length + group.holders.length;
  if (count === 0) return undefined;
  return group.withinMore || group.holdersMore ? `${count}+` : `${count}`;
}
