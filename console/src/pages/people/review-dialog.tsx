import { Alert, Badge, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { IconRefreshAlert } from '@tabler/icons-react';
import { useState } from 'react';

import type { ScimGroup } from '~/api/groups';
import type { Target } from '~/api/members';
import { AccessBadge } from '~/components/access-badge';
import { ProblemAlert } from '~/components/problem-alert';
import { useToast } from '~/components/toast';
import { useOrg } from '~/shell/use-org';
import { text } from '~/text';

import { LastAdmin } from './last-admin';
import { ReviewFooter } from './review-footer';
import { ReviewPeople } from './review-people';
import { nameOfTarget } from './target-picker';
import { useReview, type Outcome } from './use-review';

const words = text.people.review;
const groupsNamed = 5;

export interface Wish {
  groups: ScimGroup[];
  target: Target | null;
}

interface Props {
  wish: Wish | undefined;
  onClose: () => void;
  onApplied: () => void;
}

// Who would gain and who would lose, before it happens (design §2.10).
export function ReviewDialog({ wish, onClose, onApplied }: Props) {
  return (
    <Modal opened={!!wish} onClose={onClose} size="xl" title={wish && titleOf(wish)}>
      {wish && <Content wish={wish} onClose={onClose} onApplied={onApplied} />}
    </Modal>
  );
}

function titleOf({ groups, target }: Wish): string {
  const { mark, clear } = text.people.groupsPage;
  const action = target ? mark[nameOfTarget(target)] : clear;
  const [only] = groups;
  const what = groups.length === 1 && only ? only.displayName : text.people.groups(groups.length);
  return words.title(action, what);
}

function useDone(wish: Wish, onClose: () => void, onApplied: () => void) {
  const org = useOrg();
  const toast = useToast();
  const [only] = wish.groups;
  const query =
    wish.groups.length === 1 && only
      ? `target=${only.id}`
      : `type=${wish.target ? 'group.mapped' : 'group.unmapped'}`;
  return (outcome: Outcome) => {
    onApplied();
    onClose();
    toast(words.doneTitle, words.done(outcome.gainCount, outcome.lossCount), {
      to: `/o/${org}/audit?${query}`,
      label: words.audit,
    });
  };
}

function Content({ wish, onClose, onApplied }: Required<Props> & { wish: Wish }) {
  const change = { groupIds: wish.groups.map((group) => group.id), mapping: wish.target };
  const review = useReview(change, useDone(wish, onClose, onApplied));
  const [reason, setReason] = useState('');
  const { first, preview, apply, staleness } = review;
  if (preview.error && !first)
    return <ProblemAlert error={preview.error} onRetry={preview.refetch} />;
  return (
    <Stack>
      <Concerned wish={wish} />
      {staleness && (
        <Alert
          color="orange"
          role="alert"
          icon={<IconRefreshAlert aria-hidden />}
          title={words.staleTitle}
        >
          <Text size="sm">{words.stale}</Text>
          <Text size="xs" c="dimmed" mt={4}>
            {staleness}
          </Text>
        </Alert>
      )}
      {apply.error && !staleness && !apply.isPending && <ProblemAlert error={apply.error} />}
      {first?.lastAdmin && <LastAdmin reason={reason} onReason={setReason} />}
      {first ? <ReviewPeople review={review} first={first} /> : <Waiting />}
      <ReviewFooter
        preview={first}
        reason={reason.trim()}
        isPending={apply.isPending}
        onApply={apply.mutate}
        onClose={onClose}
      />
    </Stack>
  );
}

function Concerned({ wish }: { wish: Wish }) {
  const rest = wish.groups.length - groupsNamed;
  return (
    <Group gap="xs" component="section" aria-label={words.concerns}>
      {wish.groups.slice(0, groupsNamed).map((group) => (
        <Badge key={group.id} variant="default" size="lg" tt="none" fw={500} maw={260}>
          {group.displayName}
        </Badge>
      ))}
      {rest > 0 && (
        <Text size="sm" c="dimmed">
          {words.moreGroups(rest)}
        </Text>
      )}
      <Text size="sm" c="dimmed" aria-hidden>
        →
      </Text>
      {wish.target ? (
        <AccessBadge access={wish.target} />
      ) : (
        <Text size="sm">{text.people.groupsPage.unmapped}</Text>
      )}
    </Group>
  );
}

function Waiting() {
  return (
    <Stack gap="xs" role="status" aria-label={words.loading}>
      <Skeleton height={20} width={180} />
      {Array.from({ length: 5 }, (_, line) => (
        <Skeleton key={line} height={18} />
      ))}
    </Stack>
  );
}
