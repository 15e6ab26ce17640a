import { Alert, Button, Checkbox, Code, Group, List, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ComponentType, type ReactNode } from 'react';
import { Link } from 'react-router-dom';

import { Refused, Trouble } from './live';
import { stateOf, type Facts, type StepName } from './steps';
import { useChangeGuide, useGuide } from './use-guide';
import { RotateToken } from '../rotate-token';
import { signInQuery, useChangeSettings, useLock, useOrg } from '../use-settings';
import { useMay } from '~/api/session';
import { CheckAgain } from '~/components/check-again';
import { CopyField } from '~/components/copy-field';
import { CopyText } from '~/components/copy-text';
import { ProblemAlert } from '~/components/problem-alert';
import { ReasonedButton } from '~/components/reasoned-button';
import { plainName, visible } from '~/components/visible';
import { guideText } from '~/text/guide';
import { settingsText } from '~/text/settings';

interface Props {
  facts: Facts;
  tenantUrl: string;
}

const words = guideText;
const providerOf = (facts: Facts) => facts.provider ?? 'entra';
const isConfirmed = (step: StepName, facts: Facts) => stateOf(step, facts) === 'confirmed';

function Ordered({ lines }: { lines: string[] }) {
  return (
    <List type="ordered" size="sm" spacing={4}>
      {lines.map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  );
}

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
  const settings = useQuery(signInQuery(useOrg()));
  const steps = words.signIn.steps;
  return (
    <Stack gap="sm">
      <Text size="sm">{words.signIn.lead}</Text>
      <Ordered lines={providerOf(facts) === 'entra' ? steps.entra : steps.other} />
      {settings.data && (
        <CopyField label={words.signIn.redirectUri} value={settings.data.redirectUri} />
      )}
      <To page="identity-access#sign-in">{words.openSettings}</To>
      {facts.signInConfigured && <Seen isDone>{words.signIn.done}</Seen>}
    </Stack>
  );
}

function App({ facts }: Props) {
  const isSeen = isConfirmed('app', facts);
  return (
    <Stack gap="sm">
      <Ordered lines={words.app.steps[providerOf(facts)]} />
      <Seen isDone={isSeen}>{isSeen ? words.app.done : words.app.waiting}</Seen>
    </Stack>
  );
}

function Connect({ facts, tenantUrl }: Props) {
  const [isRotating, setRotating] = useState(false);
  const change = useChangeSettings();
  const lock = useLock();
  const tokenLock = useMay('manage_tokens') ? null : settingsText.connection.mayNot;
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
      <Text size="sm">{words.connect.lead[providerOf(facts)]}</Text>
      <CopyField label={settingsText.connection.tenantUrl} value={tenantUrl} />
      <Group gap="sm">
        <ReasonedButton variant="light" reason={tokenLock} onClick={() => setRotating(true)}>
          {words.connect.rotate}
        </ReasonedButton>
        <Text size="sm" c="dimmed">
          {facts.liveTokens > 0 ? words.connect.token : words.connect.noToken}
        </Text>
      </Group>
      <Trouble facts={facts} />
      <Seen isDone={isSeen}>{isSeen ? words.connect.done : words.connect.waiting}</Seen>
      <RotateToken opened={isRotating} onClose={() => setRotating(false)} tenantUrl={tenantUrl} />
    </Stack>
  );
}

function Mapping({ facts }: Props) {
  const provider = providerOf(facts);
  const rows = words.mapping.rows[provider === 'entra' || provider === 'okta' ? provider : 'other'];
  return (
    <Stack gap="sm">
      <Text size="sm">{words.mapping.lead[provider]}</Text>
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
      <Refused facts={facts} />
      <Extras facts={facts} />
    </Stack>
  );
}

function ExternalIds({ facts }: { facts: Facts }) {
  const warning = facts.externalIdWarning;
  if (!warning) return null;
  const { example } = warning;
  const lead = words.mapping.externalIdLead(
    plainName(example.userName),
    plainName(example.externalId),
  );
  const fixFor = providerOf(facts) === 'entra' ? 'entra' : 'other';
  return (
    <Alert
      color="orange"
      icon={<IconAlertTriangle aria-hidden />}
      title={words.mapping.externalId(warning.count)}
    >
      {lead} {words.mapping.externalIdFix[fixFor]}
    </Alert>
  );
}

function Extras({ facts }: { facts: Facts }) {
  const org = useOrg();
  const { refetch } = useGuide();
  const names = facts.extraAttributes;
  const removed = facts.removedAttributes;
  return (
    <>
      {names.length > 0 && (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={words.mapping.remove}>
          <Group gap="xs">
            {names.map((name) => (
              <Code key={name}>{visible(name)}</Code>
            ))}
          </Group>
          <CheckAgain
            org={org}
            provider={facts.provider}
            type="attribute_dropped"
            onCheck={refetch}
          />
        </Alert>
      )}
      {removed.length > 0 && (
        <Seen isDone>{words.mapping.removed(removed.map(visible).join(', '))}</Seen>
      )}
      {names.length === 0 && removed.length === 0 && facts.provisionedUserCount > 0 && (
        <Seen isDone>{words.mapping.nothingToRemove}</Seen>
      )}
    </>
  );
}

function Scope({ facts }: Props) {
  const isSeen = isConfirmed('scope', facts);
  return (
    <Stack gap="sm">
      <Text size="sm">{words.scope.lead[providerOf(facts)]}</Text>
      <Seen isDone={isSeen}>
        {isSeen ? words.scope.done(facts.provisionedUserCount) : words.scope.waiting}
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
      <Text size="sm">{words.groups.lead[providerOf(facts)]}</Text>
      <Checkbox
        label={words.groups.usersOnly}
        description={words.groups.usersOnlyLead}
        checked={facts.usersOnly}
        onChange={(event) => change.mutate({ usersOnly: event.currentTarget.checked })}
      />
      {change.error && <ProblemAlert error={change.error} />}
      <Seen isDone={isConfirmed('groups', facts)}>{seenOfGroups(facts)}</Seen>
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
      <Seen isDone={isConfirmed('access', facts)}>{seenOfAccess(facts)}</Seen>
    </Stack>
  );
}

function Start({ facts }: Props) {
  return (
    <Stack gap="sm">
      <Text size="sm">{words.start.lead[providerOf(facts)]}</Text>
      <To page="log">{words.start.open}</To>
      <Seen isDone={!!facts.firstUser}>
        {facts.firstUser ? words.start.done : words.start.waiting}
      </Seen>
    </Stack>
  );
}
