import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { Link, useLocation } from 'react-router-dom';

import { Fix } from './fix';
import { addressOf, statusColor, summaryOf, titleOf, type LogLine } from './log-words';
import type { LogEntry } from '~/api/log';
import { begun } from '~/components/begun';
import { Disclosure } from '~/components/disclosure';
import { Name, Sentence } from '~/components/name';
import { Moment } from '~/components/time';
import { activityText } from '~/text/activity';

export function StatusBadge({ status }: { status: number | null }) {
  if (status === null) return null;
  return (
    <Badge
      component="span"
      variant="light"
      color={statusColor(status)}
      className="number"
      radius="sm"
      miw="max-content"
    >
      {status}
    </Badge>
  );
}

// What a request did, and of a failure why and what to do: nobody has to open it to know.
export function RequestCell({ line: { entry, alike } }: { line: LogLine }) {
  const summary = summaryOf(entry);
  return (
    <Stack gap={4} maw={760} style={{ overflowWrap: 'anywhere' }}>
      <Group gap="xs" hiddenFrom="sm">
        <StatusBadge status={entry.status} />
        <Text size="xs" c="dimmed">
          <Moment value={entry.lastTime} />
        </Text>
      </Group>
      <EntryLink entry={entry} />
      <Failure entry={entry} />
      <Text size="xs" c="dimmed">
        <Text span inherit ff="monospace">
          {addressOf(entry)}
        </Text>
        {summary && ` · ${summary}`}
      </Text>
      {entry.remarks.map((remark) => (
        <Group key={remark.id} gap={6} wrap="nowrap" align="flex-start" c="dimmed">
          <IconInfoCircle size={15} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
          <Text size="xs">
            {remark.means}{' '}
            {remark.values.length > 0 && (
              <b>
                <Name>{remark.values.join(', ')}</Name>
              </b>
            )}
          </Text>
        </Group>
      ))}
      <Alike entries={alike} />
    </Stack>
  );
}

function EntryLink({ entry }: { entry: LogEntry }) {
  const { search } = useLocation();
  return (
    <Anchor component={Link} to={entry.id} state={{ search }} size="sm" fw={550} w="fit-content">
      <Sentence names={[entry.subject?.name]}>{titleOf(entry)}</Sentence>
    </Anchor>
  );
}

function Failure({ entry }: { entry: LogEntry }) {
  if (!entry.cause) return null;
  return (
    <Stack gap={4}>
      <Text size="sm">
        <Sentence names={[entry.subject?.name]}>
          {begun(entry.detail ?? entry.cause.means)}
        </Sentence>
      </Text>
      <Fix>{entry.cause.fix}</Fix>
    </Stack>
  );
}

function Alike({ entries }: { entries: LogEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <Disclosure summary={activityText.log.alike(entries.length)}>
      <Stack gap={4} pl="md">
        {entries.map((entry) => (
          <Group key={entry.id} gap="xs">
            <EntryLink entry={entry} />
            <Text size="xs" c="dimmed">
              <Moment value={entry.lastTime} />
            </Text>
          </Group>
        ))}
      </Stack>
    </Disclosure>
  );
}
