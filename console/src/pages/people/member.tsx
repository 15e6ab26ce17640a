import { Anchor, Badge, Card, Grid, Group, Skeleton, Stack } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router-dom';

import { memberQuery, type MemberExplained } from '~/api/members';
import { isStatus } from '~/api/problem';
import { useMay, useSession } from '~/api/session';
import { AccessBadge } from '~/components/access-badge';
import { Page } from '~/components/page';
import { PageTabs } from '~/components/page-tabs';
import { ProblemAlert } from '~/components/problem-alert';
import { useOrg } from '~/shell/use-org';
import { text } from '~/text';
import { peopleText } from '~/text/people';

import { ApiKeys } from './api-keys';
import { Erased } from './erase';
import { Gone } from './gone';
import { History } from './history';
import { MemberActions } from './member-actions';
import { MemberFacts } from './member-facts';
import { MemberGroups } from './member-groups';
import { State } from './member-columns';
import { Sessions } from './sessions';
import { openRefusal } from './sign-in-advice';
import { SignInCard } from './sign-in-card';
import { WhyPanel } from './why-panel';

const words = peopleText.member;

export function Component() {
  const org = useOrg();
  const { id = '' } = useParams();
  const { data: member, error, refetch } = useQuery(memberQuery(org, id));
  if (isStatus(error, 404)) return <Gone kind="member" id={id} />;
  return (
    <Stack gap="sm">
      <Anchor component={Link} to={`/o/${org}/members`} size="sm">
        <Group gap={4} component="span">
          <IconArrowLeft size={14} aria-hidden />
          {words.back}
        </Group>
      </Anchor>
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {member && <Shown member={member} />}
      {!member && !error && <Waiting />}
    </Stack>
  );
}

function Shown({ member }: { member: MemberExplained }) {
  // What keeps somebody out is what the page was opened for.
  const isRefused = openRefusal(member) !== null;
  return (
    <Page
      title={member.userName}
      isName
      lead={<Headline member={member} />}
      actions={<MemberActions member={member} />}
    >
      <Grid gutter="lg">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="lg">
            {!member.active && <Erased id={member.id} />}
            {isRefused && <SignInCard member={member} />}
            <WhyPanel member={member} />
            {!isRefused && <SignInCard member={member} />}
            <More key={member.id} member={member} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <MemberFacts member={member} />
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function Headline({ member }: { member: MemberExplained }) {
  return (
    <Group gap="xs" component="span">
      <AccessBadge access={member.access} />
      <State isActive={member.active} />
      {member.access?.source === 'retained' && (
        <Badge color="orange" variant="light" tt="none">
          {peopleText.sources.retained}
        </Badge>
      )}
    </Group>
  );
}

// Everybody may end their own sessions; those of others are for who manages members.
function useMayReadSessions(id: string): boolean {
  const { member } = useSession();
  const mayReadOwn = useMay('read_sessions');
  const mayManage = useMay('manage_members');
  return mayReadOwn && (mayManage || member?.id === id);
}

function More({ member }: { member: MemberExplained }) {
  const isService = member.access?.identityType === 'service';
  const maySeeSessions = useMayReadSessions(member.id);
  const tabs = [
    { name: 'groups', isThere: true, Content: MemberGroups },
    { name: 'history', isThere: useMay('read_audit'), Content: History },
    { name: 'sessions', isThere: !isService && maySeeSessions, Content: Sessions },
    { name: 'keys', isThere: useMay('read_keys') && isService, Content: ApiKeys },
  ] as const;
  return (
    <PageTabs
      label={words.tabList}
      tabs={tabs
        .filter(({ isThere }) => isThere)
        .map(({ name, Content }) => ({
          name,
          label: words.tabs[name],
          content: <Content member={member} />,
        }))}
    />
  );
}

function Waiting() {
  return (
    <Stack aria-busy aria-label={text.shell.loading} role="status">
      <Skeleton height={32} width={320} maw="100%" />
      <Skeleton height={20} width={200} />
      <Card withBorder>
        <Stack>
          <Skeleton height={18} width="60%" />
          <Skeleton height={72} />
          <Skeleton height={18} width="40%" />
        </Stack>
      </Card>
    </Stack>
  );
}
