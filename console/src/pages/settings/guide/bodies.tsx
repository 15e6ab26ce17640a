import { Alert, Button, Checkbox, Code, Group, List, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type ComponentType, type ReactNode } from 'react';
import { Link } from 'react-router-dom';

import { isDone, type Facts, type StepName } from './steps';
import { useChangeGuide } from './use-guide';
import { RotateToken } from '../rotate-token';
import { useChangeSettings, useLock } from '../use-settings';
import { useMay } from '~/api/session';
import { CopyField } from '~/components/copy-field';
import { CopyText } from '~/components/copy-text';
import { ProblemAlert } from '~/components/problem-alert';
import { ReasonedButton } from '~/components/reasoned-button';
import { text } from '~/text';

interface Props {
  facts: Facts;
  tenantUrl: string;
}

const words = text.guide;
const providerOf = (facts: Facts) => facts.provider ?? 'entra';

// What each step says below its title.
export const bodies: Record<StepName, ComponentType<Props>> = {
  signIn: SignIn,
  app: App,
  connect: Connect,
  mapping: Mapping,
  scope: Scope,
  groups: Groups,
  access: Access,
  start: Start,
};

// What has been seen of a step so far.
function Seen({ isDone, children }: { isDone: boolean; children: ReactNode }) {
  return (
    <Text size="sm" fw={500} c={isDone ? 'var(--provost-good)' : 'dimmed'} role="status">
      {children}
    </Text>
  );
}

function To({ page, children }: { page: string; children: ReactNode }) {
  return (
    <Group>
      <Button component={Link} to={`../${page}`} relative="path" variant="light" size="xs">
        {children}
      </Button>
    </Group>
  );
}

function SignIn({ facts }: Props) {
  return (
    <Stack gap="sm">
      <Text size="sm">{words.signIn.lead}</Text>
      <To page="identity-access">{words.openSettings}</To>
      {facts.signInConfigured && <Seen isDone>{words.signIn.done}</Seen>}
    </Stack>
  );
}

function App({ facts }: Props) {
  const isSeen = isDone('app', facts);
  return (
    <Stack gap="sm">
      <List type="ordered" size="sm" spacing={4}>
        {words.app[providerOf(facts)].map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      <Seen isDone={isSeen}>{isSeen ? words.app.done : words.app.waiting}</Seen>
    </Stack>
  );
}

function Connect({ facts, tenantUrl }: Props) {
  const [isRotating, setRotating] = useState(false);
  const change = useChangeSettings();
  const lock = useLock();
  const tokenLock = useMay('manage_tokens') ? null : text.settings.connection.mayNot;
  const isSeen = !!facts.testConnection;
  return (
    <Stack gap="sm">
      {!facts.scimEnabled && (
        <Alert
          color="orange"
          icon={<IconAlertTriangle aria-hidden />}
          title={words.connect.scimOff}
        >
          <ReasonedButton
            size="xs"
            reason={lock}
            loading={change.isPending}
            onClick={() => change.mutate({ scimEnabled: true })}
          >
            {words.connect.enable}
          </ReasonedButton>
        </Alert>
      )}
      {change.error && <ProblemAlert error={change.error} />}
      <Text size="sm">{words.connect[providerOf(facts)]}</Text>
      <CopyField label={text.settings.connection.tenantUrl} value={tenantUrl} />
      <Group gap="sm">
        <ReasonedButton variant="light" reason={tokenLock} onClick={() => setRotating(true)}>
          {words.connect.rotate}
        </ReasonedButton>
        <Text size="sm" c="dimmed">
          {facts.liveTokens > 0 ? words.connect.token : words.connect.noToken}
        </Text>
      </Group>
      <Seen isDone={isSeen}>{isSeen ? words.connect.done : words.connect.waiting}</Seen>
      <RotateToken opened={isRotating} onClose={() => setRotating(false)} tenantUrl={tenantUrl} />
    </Stack>
  );
}

function Mapping({ facts }: Props) {
  const rows = providerOf(facts) === 'okta' ? words.mapping.rowsOkta : words.mapping.rowsEntra;
  return (
    <Stack gap="sm">
      <Text size="sm">{words.mapping[providerOf(facts)]}</Text>
      <Table.ScrollContainer
        minWidth={480}
        tabIndex={0}
        role="region"
        aria-label={words.mapping.table}
      >
        <Table aria-label={words.mapping.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.mapping.source}</Table.Th>
              <Table.Th>{words.mapping.target}</Table.Th>
              <Table.Th>{words.mapping.why}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(([source = '', target = '', why = '']) => (
              <Table.Tr key={target}>
                <Table.Td>
                  {source.startsWith('(') ? (
                    <Code>{source}</Code>
                  ) : (
                    <CopyText label={source} value={source} />
                  )}
                </Table.Td>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>
                  <Code>{target}</Code>
                </Table.Td>
                <Table.Td>{why}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <ExternalIds facts={facts} />
      <Extras names={facts.extraAttributes} isAnybodyHere={facts.userCount > 0} />
    </Stack>
  );
}

function ExternalIds({ facts }: { facts: Facts }) {
  const warning = facts.externalIdWarning;
  if (!warning) return null;
  const { example } = warning;
  return (
    <Alert
      color="orange"
      icon={<IconAlertTriangle aria-hidden />}
      title={words.mapping.externalId(warning.count)}
    >
      {words.mapping.externalIdLead(example.userName, example.externalId)}
    </Alert>
  );
}

function Extras({ names, isAnybodyHere }: { names: string[]; isAnybodyHere: boolean }) {
  if (names.length === 0) {
    return isAnybodyHere ? <Seen isDone>{words.mapping.nothingToRemove}</Seen> : null;
  }
  return (
    <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={words.mapping.remove}>
      <Group gap="xs">
        {names.map((name) => (
          <Code key={name}>{name}</Code>
        ))}
      </Group>
    </Alert>
  );
}

function Scope({ facts }: Props) {
  const isSeen = isDone('scope', facts);
  return (
    <Stack gap="sm">
      <Text size="sm">{words.scope[providerOf(facts)]}</Text>
      <Seen isDone={isSeen}>
        {isSeen ? words.scope.done(facts.userCount) : words.scope.waiting}
      </Seen>
    </Stack>
  );
}

function seenOfGroups(facts: Facts): string {
  if (facts.groupCount > 0) return words.groups.done(facts.groupCount);
  return facts.usersOnly ? words.groups.doneUsersOnly : words.groups.waiting;
}

function Groups({ facts }: Props) {
  const change = useChangeGuide();
  return (
    <Stack gap="sm">
      <Text size="sm">{words.groups[providerOf(facts)]}</Text>
      <Checkbox
        label={words.groups.usersOnly}
        description={words.groups.usersOnlyLead}
        checked={facts.usersOnly}
        onChange={(event) => change.mutate({ usersOnly: event.currentTarget.checked })}
      />
      {change.error && <ProblemAlert error={change.error} />}
      <Seen isDone={isDone('groups', facts)}>{seenOfGroups(facts)}</Seen>
    </Stack>
  );
}

function seenOfAccess(facts: Facts): string {
  if (facts.mappedGroupCount > 0) return words.access.done(facts.mappedGroupCount);
  return facts.usersOnly ? words.access.notNeeded : words.access.waiting;
}

function Access({ facts }: Props) {
  return (
    <Stack gap="sm">
      <Text size="sm">{words.access.lead}</Text>
      <To page="scim-groups">{words.access.open}</To>
      <Seen isDone={isDone('access', facts)}>{seenOfAccess(facts)}</Seen>
    </Stack>
  );
}

function Start({ facts }: Props) {
  return (
    <Stack gap="sm">
      <Text size="sm">{words.start[providerOf(facts)]}</Text>
      <To page="log">{words.start.open}</To>
    </Stack>
  );
}
