import { Anchor, Button, Group, Skeleton, Stack, Text, Timeline } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';

import { historyKey, readHistory, type AuditEvent } from '~/api/members';
import { Empty } from '~/components/empty';
import { ProblemAlert } from '~/components/problem-alert';
import { Time } from '~/components/time';
import { useOrg } from '~/shell/use-org';
import { Sentence } from '~/components/name';
import { Effects } from '~/pages/activity/effects';
import { summaryOf } from '~/pages/activity/event-words';
import { peopleText } from '~/text/people';

const words = peopleText.history;
const colors = { INFO: 'gray', WARN: 'orange', ERROR: 'red' };

function useHistory(org: string, id: string) {
  return useInfiniteQuery({
    queryKey: historyKey(org, id),
    queryFn: ({ pageParam }) => readHistory(org, id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

interface Props {
  // Or a group.
  member: { id: string };
  label?: string;
}

export function History({ member, label = words.list }: Props) {
  const org = useOrg();
  const history = useHistory(org, member.id);
  const events = history.data?.pages.flatMap((page) => page.items);
  if (history.error) return <ProblemAlert error={history.error} onRetry={history.refetch} />;
  if (!events) return <Skeleton height={160} />;
  if (events.length === 0)
    return (
      <Empty icon={IconHistory} title={words.emptyTitle}>
        {words.empty}
      </Empty>
    );
  return (
    <Stack>
      <Timeline bulletSize={12} lineWidth={2} aria-label={label} active={-1} mt="xs">
        {events.map((event) => (
          <Entry key={event.id} event={event} />
        ))}
      </Timeline>
      <Group>
        {history.hasNextPage && (
          <Button
            variant="default"
            size="xs"
            loading={history.isFetchingNextPage}
            onClick={() => void history.fetchNextPage()}
          >
            {words.more}
          </Button>
        )}
        <Anchor component={Link} to={`/o/${org}/audit?target=${member.id}`} size="sm">
          {words.all}
        </Anchor>
      </Group>
    </Stack>
  );
}

function Entry({ event }: { event: AuditEvent }) {
  return (
    <Timeline.Item color={colors[event.severity]} title={<Summary event={event} />}>
      <Text size="xs" c="dimmed">
        <Time value={event.timestamp} />
      </Text>
      <Effects event={event} />
    </Timeline.Item>
  );
}

function Summary({ event }: { event: AuditEvent }) {
  return (
    <Text size="sm" className="breakable">
      <Sentence names={[event.targetDisplay, event.actorDisplay]}>{summaryOf(event)}</Sentence>
    </Text>
  );
}
