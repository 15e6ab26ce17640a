import { Badge, Group, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { AddSchema } from './add-schema';
import { Section } from './section';
import { useOrg } from './use-settings';
import { api } from '~/api/client';
import { organisationKey } from '~/api/organisations';
import { queries } from '~/api/queries';
import { schemasQuery, type OrgSchema } from '~/api/schemas';
import { useMay } from '~/api/session';
import { useAskedFor } from '~/components/asked-for';
import { Confirm } from '~/components/confirm';
import { Name } from '~/components/name';
import { ProblemAlert } from '~/components/problem-alert';
import { ReasonedButton } from '~/components/reasoned-button';
import { ShortTable } from '~/components/short-table';
import { useToast } from '~/components/toast';
import { plainName } from '~/components/visible';
import { organisationText } from '~/text/organisation';

const words = organisationText.schemas;

// The extension schemas of an organisation, for those who may change them.
export function SchemasSection() {
  const mayRead = useMay('read_schemas');
  const mayManage = useMay('manage_schemas');
  const [isAdding, adding] = useDisclosure();
  useAskedFor('add-schema', mayManage, adding.open);
  if (!mayRead || !mayManage) return null;
  return (
    <Section title={words.title} lead={words.lead}>
      <Schemas />
      <Group justify="flex-end">
        <ReasonedButton variant="light" onClick={adding.open}>
          {words.add}
        </ReasonedButton>
      </Group>
      <AddSchema opened={isAdding} onClose={adding.close} />
    </Section>
  );
}

function Schemas() {
  const { data, error, refetch } = useQuery(schemasQuery(useOrg()));
  const [leaving, setLeaving] = useState<OrgSchema | null>(null);
  if (error) return <ProblemAlert error={error} onRetry={refetch} />;
  if (!data) return null;
  if (data.items.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {words.none}
      </Text>
    );
  }
  const { urn, type, attributes, actions } = words.columns;
  return (
    <>
      <ShortTable
        label={words.list}
        minWidth={480}
        columns={[urn, type, attributes]}
        actions={actions}
      >
        {data.items.map((schema) => (
          <Row key={schema.urn} schema={schema} onRemove={() => setLeaving(schema)} />
        ))}
      </ShortTable>
      {leaving && <Remove schema={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

interface Definition {
  name?: string;
  attributes?: { name: string }[];
}

function Row({ schema, onRemove }: { schema: OrgSchema; onRemove: () => void }) {
  const { name, attributes = [] } = schema.definition as Definition;
  return (
    <Table.Tr>
      <Table.Td className="breakable">
        <Text size="sm" ff="monospace">
          <Name>{schema.urn}</Name>
        </Text>
        {name && (
          <Text size="xs" c="dimmed">
            <Name>{name}</Name>
          </Text>
        )}
        <State schema={schema} />
      </Table.Td>
      <Table.Td>
        <Stack gap={4} align="flex-start">
          {schema.resourceType}
          {schema.required && (
            <Badge variant="light" color="gray" tt="none">
              {words.required}
            </Badge>
          )}
        </Stack>
      </Table.Td>
      <Table.Td className="breakable">
        <Name>{attributes.map((attribute) => attribute.name).join(', ')}</Name>
      </Table.Td>
      <Table.Td ta="right">
        <ReasonedButton
          size="compact-sm"
          variant="subtle"
          color="red"
          aria-label={words.removeOf(plainName(schema.urn))}
          reason={schema.state === 'removing' && words.removing}
          onClick={onRemove}
        >
          {words.remove}
        </ReasonedButton>
      </Table.Td>
    </Table.Tr>
  );
}

// What the server is still doing about it.
function State({ schema: { state, progress } }: { schema: OrgSchema }) {
  if (state !== 'changing' && state !== 'removing') return null;
  return (
    <Text size="xs" role="status">
      {words[state]}
      {progress && ` · ${words.progress(progress.done, progress.total)}`}
      {progress?.fault && ` · ${words.fault(progress.fault)}`}
    </Text>
  );
}

function Remove({ schema, onClose }: { schema: OrgSchema; onClose: () => void }) {
  const org = useOrg();
  const toast = useToast();
  const remove = useMutation({
    mutationFn: () =>
      api.DELETE('/api/v1/orgs/{org}/schemas/{urn}', {
        params: { path: { org, urn: schema.urn }, query: { purge: true } },
      }),
    onSuccess: ({ response }) => {
      onClose();
      if (response.status === 202) toast(words.removalBegun, words.removalBegunDetail);
      else toast(words.removed);
      return queries.invalidateQueries({ queryKey: organisationKey(org) });
    },
  });
  const resources = schema.resourceType === 'Group' ? words.resources.Group : words.resources.User;
  return (
    <Confirm
      opened
      onClose={onClose}
      title={words.removeTitle(plainName(schema.urn))}
      action={words.removeConfirm}
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
    >
      {words.removeLead(resources)}
    </Confirm>
  );
}
