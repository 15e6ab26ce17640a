import { Anchor, Badge, Code, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';

import { RotateToken } from './rotate-token';
import { Section } from './section';
import { useOrg } from './use-settings';
import { api } from '~/api/client';
import { useMay } from '~/api/session';
import { tokensQuery, type Token } from '~/api/tokens';
import { useAskedFor } from '~/components/asked-for';
import { Confirm } from '~/components/confirm';
import { CopyField } from '~/components/copy-field';
import { Name } from '~/components/name';
import { ProblemAlert } from '~/components/problem-alert';
import { ReasonedButton } from '~/components/reasoned-button';
import { ShortTable } from '~/components/short-table';
import { DateTime, Time } from '~/components/time';
import { visible } from '~/components/visible';
import { settingsText } from '~/text/settings';

const words = settingsText.connection;

export function ConnectionSection({ tenantUrl }: { tenantUrl: string }) {
  const [isRotating, setRotating] = useState(false);
  const reason = useMay('manage_tokens') ? null : words.mayNot;
  useAskedFor('rotate-token', !reason, () => setRotating(true));
  return (
    <Section title={words.title} lead={words.lead}>
      <CopyField label={words.tenantUrl} value={tenantUrl} />
      <Group justify="space-between">
        <Title order={3} size="h6">
          {words.list}
        </Title>
        <ReasonedButton reason={reason} onClick={() => setRotating(true)}>
          {words.rotate}
        </ReasonedButton>
      </Group>
      <Tokens reason={reason} />
      <RotateToken opened={isRotating} onClose={() => setRotating(false)} tenantUrl={tenantUrl} />
    </Section>
  );
}

function Tokens({ reason }: { reason: string | null }) {
  const { data, error, refetch } = useQuery(tokensQuery(useOrg()));
  const [revoked, setRevoked] = useState<Token | null>(null);
  if (error) return <ProblemAlert error={error} onRetry={refetch} />;
  if (data?.items.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words.none}
      </Text>
    );
  }
  return (
    <>
      <ShortTable
        label={words.list}
        minWidth={420}
        columns={[words.token, words.expires, words.lastUsed]}
        actions={words.revoke}
      >
        {data?.items.map((token) => (
          <TokenRow
            key={token.id}
            token={token}
            reason={reason}
            onRevoke={() => setRevoked(token)}
          />
        ))}
      </ShortTable>
      <Revoke token={revoked} onClose={() => setRevoked(null)} />
    </>
  );
}

const stateColors = { current: 'teal', retiring: 'orange', ended: 'gray' };

function TokenRow({
  token,
  reason,
  onRevoke,
}: {
  token: Token;
  reason: string | null;
  onRevoke: () => void;
}) {
  const org = useOrg();
  const mayReadLog = useMay('read_log');
  return (
    <Table.Tr>
      <Table.Td>
        {token.name && (
          <Text size="sm" fw={500} className="breakable" maw={260}>
            <Name>{token.name}</Name>
          </Text>
        )}
        <Group gap="xs">
          <Code>{token.prefix}…</Code>
          <Badge size="sm" variant="light" color={stateColors[token.state]} tt="none">
            {words.states[token.state]}
          </Badge>
        </Group>
        <Text size="xs" c="dimmed">
          {words.created} <DateTime value={token.created} />
        </Text>
      </Table.Td>
      <Table.Td>
        <DateTime value={token.expires} />
        {token.warnings.map((warning) => (
          <Text key={warning.days} size="xs" c="var(--provost-warning)">
            {warning.detail}
          </Text>
        ))}
      </Table.Td>
      <Table.Td>
        <Stack gap={0}>
          <span>
            <Time value={token.lastUsed?.at} />
          </span>
          {token.lastUsed && (
            <>
              <Text size="xs" c="dimmed" className="breakable" maw={260}>
                {words.from(token.lastUsed.address, visible(token.lastUsed.agent))}
              </Text>
              {mayReadLog && (
                <Anchor component={Link} to={`/o/${org}/log?token=${token.id}`} size="xs">
                  {words.requests}
                </Anchor>
              )}
            </>
          )}
        </Stack>
      </Table.Td>
      <Table.Td ta="right">
        {token.live && (
          <ReasonedButton size="xs" variant="subtle" color="red" reason={reason} onClick={onRevoke}>
            {words.revoke}
          </ReasonedButton>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Revoke({ token, onClose }: { token: Token | null; onClose: () => void }) {
  const org = useOrg();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: (id: string) =>
      api.DELETE('/api/v1/orgs/{org}/tokens/{id}', { params: { path: { org, id } } }),
    onSuccess: () => {
      onClose();
      return client.invalidateQueries({ queryKey: tokensQuery(org).queryKey });
    },
  });
  return (
    <Confirm
      opened={!!token}
      onClose={onClose}
      title={words.revokeTitle}
      action={words.revoke}
      isPending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => token && revoke.mutate(token.id)}
    >
      {words.revokeLead}
    </Confirm>
  );
}
