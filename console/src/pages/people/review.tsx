import { Alert, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconRefreshAlert } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';

import type { MappingPreview } from '~/api/groups';
import { ProblemAlert } from '~/components/problem-alert';
import { peopleText } from '~/text/people';

import { LastAdmin } from './last-admin';
import { ReviewFooter } from './review-footer';
import { ReviewPeople } from './review-people';
import { useReview, type Outcome, type Reviewed } from './use-review';

const words = peopleText.review;

interface Props {
  change: Reviewed;
  // What is about to change.
  children: ReactNode;
  onClose: () => void;
  onApplied: (outcome: Outcome) => void;
}

// Who would lose and who would gain, before it happens (design §2.10): the same for everything that
// changes people's access.
export function Review({ change, children, onClose, onApplied }: Props) {
  const review = useReview(change, onApplied);
  const [reason, setReason] = useState('');
  const { first, preview, apply, staleness } = review;
  if (preview.error && !first)
    return <ProblemAlert error={preview.error} onRetry={preview.refetch} />;
  return (
    <Stack>
      {children}
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
      {first && <Consequences preview={first} />}
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

// What a list of names does not say: that it is nearly everybody, and that nobody gets back in.
function consequencesOf(preview: MappingPreview): string[] {
  const { activePeopleCount: all, newAdminCount, lossCount } = preview;
  const found: string[] = [];
  const locked = preview.losesSignInCount - preview.losesAccessCount;
  if (locked > 0) found.push(words.lockedOut(locked));
  if (lossCount > 1 && 4 * lossCount > all) found.push(words.massLoss(lossCount, all));
  if (newAdminCount > 1 && 2 * newAdminCount > all) found.push(words.massAdmin(newAdminCount, all));
  return found;
}

function Consequences({ preview }: { preview: MappingPreview }) {
  return consequencesOf(preview).map((sentence) => (
    <Alert key={sentence} color="red" icon={<IconAlertTriangle aria-hidden />}>
      <Text size="sm" fw={550}>
        {sentence}
      </Text>
    </Alert>
  ));
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
