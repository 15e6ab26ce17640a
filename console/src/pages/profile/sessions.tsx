import { Badge, Group, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';

import { api } from '~/api/client';
import { ownSessionsQuery, type OwnSession } from '~/api/profile';
import { queries } from '~/api/queries';
import { DataTable, type Column } from '~/components/data-table';
import { deviceName } from '~/components/device';
import { Panel } from '~/components/panel';
import { ProblemAlert } from '~/components/problem-alert';
import { ReasonedButton } from '~/components/reasoned-button';
import { ago, Time } from '~/components/time';
import { useToast } from '~/components/toast';
import { profileText } from '~/text/profile';

const words = profileText.sessions;

const nameOf = ({ lastUsed }: OwnSession): string =>
  deviceName(lastUsed?.userAgent ?? '') ?? words.unknownDevice;

// Where the reader is signed in.
export function Sessions() {
  const { data, error, refetch } = useQuery(ownSessionsQuery);
  const end = useEnd();
  return (
    <Panel title={words.title} lead={words.lead}>
      {end.error && <ProblemAlert error={end.error} />}
      <DataTable
        label={words.list}
        columns={columnsFor(end.mutate, end.isPending ? end.variables : null)}
        rows={data?.items}
        rowKey={(session) => session.id}
        nextCursor={null}
        error={error}
        onRetry={refetch}
        empty={null}
      />
    </Panel>
  );
}

function useEnd() {
  const toast = useToast();
  return useMutation({
    mutationFn: (id: string) =>
      api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } }),
    onSuccess: () => {
      toast(words.ended);
      return queries.invalidateQueries({ queryKey: ownSessionsQuery.queryKey });
    },
  });
}

function columnsFor(onEnd: (id: string) => void, ending: string | null): Column<OwnSession>[] {
  return [
    {
      name: 'device',
      header: words.columns.device,
      cell: (session) => <Device session={session} />,
    },
    {
      name: 'used',
      header: words.columns.used,
      cell: ({ lastUsed }) => <Time value={lastUsed?.time} />,
    },
    {
      name: 'opened',
      header: words.columns.opened,
      cell: ({ created }) => <Time value={created} />,
      isSecondary: true,
    },
    {
      name: 'actions',
      header: words.columns.actions,
      align: 'right',
      cell: (session) => (
        <ReasonedButton
          variant="subtle"
          color="red"
          size="compact-sm"
          loading={ending === session.id}
          reason={session.current && words.thisOne}
          aria-label={words.endLabel(nameOf(session), ago(new Date(session.created)))}
          onClick={() => onEnd(session.id)}
        >
          {words.end}
        </ReasonedButton>
      ),
    },
  ];
}

function Device({ session }: { session: OwnSession }) {
  return (
    <>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {nameOf(session)}
        </Text>
        {session.current && (
          <Badge variant="default" size="sm" tt="none">
            {words.current}
          </Badge>
        )}
      </Group>
      <Text size="xs" c="dimmed" className="breakable">
        {session.lastUsed?.address}
      </Text>
    </>
  );
}
