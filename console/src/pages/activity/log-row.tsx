import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { Link, useLocation } from 'react-router-dom';

import { Fix } from './fix';
import { statusColor, summaryOf, titleOf } from './log-words';
import type { LogEntry } from '~/api/log';
import { Name, Sentence } from '~/components/name';
import { Moment } from '~/components/time';

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

// What was asked for, and of a failure why and what to do: nobody has to open it to know.
export function RequestCell({ entry }: { entry: LogEntry }) {
  const { search } = useLocation();
  const summary = summaryOf(entry);
  return (
    <Stack gap={4} maw={760} style={{ overflowWrap: 'anywhere' }}>
      <Group gap="xs" hiddenFrom="sm">
        <StatusBadge status={entry.status} />
        <Text size="xs" c="dimmed">
          <Moment value={entry.lastTime} />
        </Text>
      </Group>
      <Group gap="xs" wrap="wrap">
        <Anchor component={Link} to={entry.id} state={{ search }} size="sm" ff="monospace">
          {titleOf(entry)}
        </Anchor>
        {entry.subject?.name && (
          <Text size="sm">
            <Name>{entry.subject.name}</Name>
          </Text>
        )}
        {summary && (
          <Text size="sm" c="dimmed">
            {summary}
          </Text>
        )}
      </Group>
      <Failure entry={entry} />
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
    </Stack>
  );
}

function Failure({ entry }: { entry: LogEntry }) {
  if (!entry.cause) return null;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={550}>
        {entry.cause.means}
      </Text>
      {entry.detail && (
        <Text size="sm" c="dimmed">
          <Sentence names={[entry.subject?.name]}>{entry.detail}</Sentence>
        </Text>
      )}
      <Fix>{entry.cause.fix}</Fix>
    </Stack>
  );
}
