import { Badge, Button, Group, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { InviteDialog } from './invite-dialog';
import { OperatorKeys } from './operator-keys';
import { api, body } from '~/api/client';
import { operatorsQuery, type Operator } from '~/api/installation';
import { queries } from '~/api/queries';
import { useSession } from '~/api/session';
import { useAskedFor } from '~/components/asked-for';
import { Confirm } from '~/components/confirm';
import { DataTable, type Column } from '~/components/data-table';
import { Page } from '~/components/page';
import { ProblemAlert } from '~/components/problem-alert';
import { ReasonedButton } from '~/components/reasoned-button';
import { Time } from '~/components/time';
import { useToast } from '~/components/toast';
import { Name as Shown } from '~/components/name';
import { plainName } from '~/components/visible';
import { text } from '~/text';
import { installationText } from '~/text/installation';

const words = installationText.operators;

export function Component() {
  const { data, error, refetch } = useQuery(operatorsQuery);
  const [leaving, setLeaving] = useState<Operator | null>(null);
  const invite = useMutation({ mutationFn: () => body(api.POST('/api/v1/operator-links')) });
  useAskedFor('invite-operator', true, invite.mutate);
  const isLast = data?.items.length === 1;
  return (
    <Page
      title={text.shell.pages.operators}
      lead={words.lead}
      actions={
        <Button
          leftSection={<IconUserPlus size={16} aria-hidden />}
          loading={invite.isPending}
          onClick={() => invite.mutate()}
        >
          {words.invite}
        </Button>
      }
    >
      {invite.error && <ProblemAlert error={invite.error} />}
      <DataTable
        label={words.list}
        columns={columnsFor(setLeaving, isLast)}
        rows={data?.items}
        rowKey={(operator) => operator.id}
        nextCursor={null}
        error={error}
        onRetry={refetch}
        empty={null}
      />
      <OperatorKeys />
      <InviteDialog link={invite.data} onClose={invite.reset} />
      <RemoveDialog operator={leaving} onClose={() => setLeaving(null)} />
    </Page>
  );
}

function columnsFor(onRemove: (operator: Operator) => void, isLast: boolean): Column<Operator>[] {
  return [
    { name: 'name', header: words.columns.name, cell: (operator) => <Name operator={operator} /> },
    {
      name: 'totp',
      header: words.columns.totp,
      cell: ({ totpEnabled }) => (
        <Badge variant="light" color={totpEnabled ? 'teal' : 'gray'} tt="none">
          {totpEnabled ? words.totpOn : words.totpOff}
        </Badge>
      ),
    },
    {
      name: 'created',
      header: words.columns.created,
      cell: ({ created }) => <Time value={created} />,
      isSecondary: true,
    },
    {
      name: 'lastSignIn',
      header: words.columns.lastSignIn,
      cell: ({ lastSignIn }) => <Time value={lastSignIn} />,
      isSecondary: true,
    },
    {
      name: 'actions',
      header: words.columns.actions,
      align: 'right',
      cell: (operator) => (
        <ReasonedButton
          variant="subtle"
          color="red"
          size="compact-sm"
          reason={isLast && words.last}
          aria-label={words.removeLabel(plainName(operator.name))}
          onClick={() => onRemove(operator)}
        >
          {words.remove}
        </ReasonedButton>
      ),
    },
  ];
}

function Name({ operator }: { operator: Operator }) {
  const isYou = useSession().operator?.id === operator.id;
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="sm" fw={600} className="breakable">
        <Shown>{operator.name}</Shown>
      </Text>
      {isYou && (
        <Badge variant="default" size="sm" tt="none">
          {words.you}
        </Badge>
      )}
    </Group>
  );
}

function RemoveDialog({ operator, onClose }: { operator: Operator | null; onClose: () => void }) {
  const toast = useToast();
  const remove = useMutation({
    mutationFn: (id: string) => api.DELETE('/api/v1/operators/{id}', { params: { path: { id } } }),
    onSuccess: () => {
      toast(words.removed(plainName(operator?.name ?? '')));
      onClose();
      return queries.invalidateQueries({ queryKey: operatorsQuery.queryKey });
    },
  });
  return (
    <Confirm
      opened={!!operator}
      onClose={onClose}
      title={words.removeTitle(plainName(operator?.name ?? ''))}
      action={words.remove}
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => operator && remove.mutate(operator.id)}
    >
      {words.removeLead}
    </Confirm>
  );
}
