import { Alert, Skeleton, Stack, Table, Text } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';

import { Section } from './section';
import { useLock, useOrg } from './use-settings';
import { noticesQuery, useSwitchNotice, type Notices } from '~/api/notices';
import { useMay } from '~/api/session';
import { Name } from '~/components/name';
import { Page } from '~/components/page';
import { ProblemAlert } from '~/components/problem-alert';
import { ReasonedSwitch } from '~/components/reasoned-switch';
import { text } from '~/text';
import { noticesText } from '~/text/notices';

const words = noticesText;

export function Component() {
  const { data, error, refetch } = useQuery(noticesQuery(useOrg()));
  return (
    <Page title={text.shell.pages.notices} lead={words.lead}>
      <Stack maw={820} gap="lg">
        {error && <ProblemAlert error={error} onRetry={refetch} />}
        {!data && !error && [260, 160].map((height) => <Skeleton key={height} height={height} />)}
        {data && (
          <>
            {!data.mailConfigured && <NotConfigured />}
            <Kinds items={data.items} />
            <People {...data} />
          </>
        )}
      </Stack>
    </Page>
  );
}

// Whoever can change it reads how.
function NotConfigured() {
  const isOperator = useMay('inspect_system');
  return (
    <Alert color="yellow" icon={<IconMailOff aria-hidden />} title={words.notConfigured}>
      {isOperator ? words.howTo : words.askVendor}
    </Alert>
  );
}

function Kinds({ items }: { items: Notices['items'] }) {
  const change = useSwitchNotice(useOrg());
  const reason = useLock();
  return (
    <Section title={words.kinds}>
      {items.map(({ kind, on }) => (
        <ReasonedSwitch
          key={kind}
          label={words.texts[kind].label}
          description={words.texts[kind].detail}
          checked={on}
          reason={reason}
          onChange={(wanted) => change.mutate({ kind, on: wanted })}
        />
      ))}
      {change.error && <ProblemAlert error={change.error} />}
    </Section>
  );
}

function People({ recipients, adminsWithoutAddress }: Notices) {
  return (
    <Section title={words.people} lead={words.peopleLead}>
      {recipients.length === 0 ? (
        <Text size="sm">{words.nobody}</Text>
      ) : (
        <Table aria-label={words.people} verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.columns.address}</Table.Th>
              <Table.Th>{words.columns.role}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {recipients.map(({ type, id, name, address }) => (
              <Table.Tr key={id}>
                <Table.Td className="breakable">
                  <Name>{address}</Name>
                  {name && (
                    <Text size="xs" c="dimmed">
                      <Name>{name}</Name>
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{words.roles[type]}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {adminsWithoutAddress > 0 && (
        <Text size="sm" c="dimmed">
          {words.withoutAddress(adminsWithoutAddress)}
        </Text>
      )}
    </Section>
  );
}
