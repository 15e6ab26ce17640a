import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { ProblemAlert } from './problem-alert';
import { Time } from './time';
import { everyRequest, readLog } from '~/api/log';
import { findingsQuery } from '~/api/stats';
import { checkAgainText as words } from '~/text/check-again';

// Reads are one entry a minute, which stands at the minute's beginning.
const minuteOf = (moment: string) =>
  new Date(Math.floor(Date.parse(moment) / 60_000) * 60_000).toISOString();

// The requests after that moment, as far as one page of the log reaches.
async function requestsAfter(org: string, moment: string) {
  const { items, nextCursor } = await readLog(org, { ...everyRequest, since: minuteOf(moment) });
  const after = (time: string) => new Date(time) > new Date(moment);
  const count = items
    .filter(({ kind, lastTime }) => kind !== 'operation' && kind !== 'lost' && after(lastTime))
    .reduce((sum, entry) => sum + (after(entry.time) ? entry.count : 1), 0);
  return { count, isMore: nextCursor !== null };
}

interface Props {
  org: string;
  provider: string | null | undefined;
  // The finding, where the page does not know itself when it was last seen.
  type?: string;
  lastSeen?: string | null;
  // Reloads what the page shows.
  onCheck: () => Promise<unknown>;
}

// Whether requests have come since without the fault, as a fact: one that was put right at the
// identity provider shows only in its next request.
export function CheckAgain({ org, provider, type, lastSeen, onCheck }: Props) {
  const client = useQueryClient();
  const check = useMutation({
    mutationFn: async () => {
      const [findings] = await Promise.all([
        type ? client.fetchQuery({ ...findingsQuery(org), staleTime: 0 }) : null,
        onCheck(),
      ]);
      const seen = lastSeen ?? findings?.items.find((one) => one.type === type)?.lastSeen;
      return seen ? { seen, ...(await requestsAfter(org, seen)) } : null;
    },
  });
  const found = check.data;
  return (
    <Group gap="xs">
      <Button variant="default" size="compact-sm" onClick={() => check.mutate()}>
        {words.action}
      </Button>
      {check.error && <ProblemAlert error={check.error} />}
      <Text size="sm" role="status">
        {found === null && words.gone}
        {found && lastSeen && lastSeen > found.seen && (
          <>
            {words.seenAgain} <Time value={lastSeen} />.
          </>
        )}
        {found && !(lastSeen && lastSeen > found.seen) && (
          <>
            {words.lastSeen} <Time value={found.seen} />;{' '}
            {found.count === 0
              ? `${words.none} ${howAt(provider)}`
              : words.some(
                  `${found.count.toLocaleString('en')}${found.isMore ? '+' : ''}`,
                  found.count === 1,
                )}
          </>
        )}
      </Text>
    </Group>
  );
}

const howAt = (provider: string | null | undefined) =>
  provider && Object.hasOwn(words.how, provider)
    ? words.how[provider as keyof typeof words.how]
    : words.how.other;
