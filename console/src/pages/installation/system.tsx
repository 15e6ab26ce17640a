import { Alert, List, Progress, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';

import { share } from './health';
import { bytes, isTight, rate, span } from './measures';
import { troublesOf } from './troubles';
import { systemQuery } from '~/api/installation';
import type { components } from '~/api/schema';
import { Fact } from '~/components/fact';
import { Page } from '~/components/page';
import { Panel } from '~/components/panel';
import { ProblemAlert } from '~/components/problem-alert';
import { DateTime, Time } from '~/components/time';
import { text } from '~/text';
import { installationText } from '~/text/installation';

type System = components['schemas']['System'];

const words = installationText.system;

const counted = (count: number, part: string) => `${count.toLocaleString('en')} (${part})`;

export function Component() {
  const { data, error, refetch } = useQuery(systemQuery);
  return (
    <Page title={text.shell.pages.system} lead={words.lead}>
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height={360} />}
      {data && <Facts system={data} />}
    </Page>
  );
}

function Facts({ system }: { system: System }) {
  const { organisations, users, groups } = system;
  return (
    <Stack gap="lg" maw={960}>
      <Health system={system} />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
        <Panel title={words.content}>
          <Fact name={words.organisations}>{organisations.toLocaleString('en')}</Fact>
          <Fact name={words.users}>{users.toLocaleString('en')}</Fact>
          <Fact name={words.groups}>{groups.toLocaleString('en')}</Fact>
        </Panel>
        <Requests requests={system.requests} />
        <Panel title={text.shell.product}>
          <Fact name={words.version}>{system.version}</Fact>
          <Fact name={words.uptime}>{span(system.uptimeSeconds)}</Fact>
          <Fact name={words.started}>
            <Time value={system.started} />
          </Fact>
          <Fact name={words.certificate}>
            {system.certificate ? (
              <DateTime value={system.certificate.expires} />
            ) : (
              words.noCertificate
            )}
          </Fact>
        </Panel>
        <Disk disk={system.disk} />
      </SimpleGrid>
      <Mail mail={system.mail} />
      <Storage store={system.store} />
      <Text size="xs" c="dimmed">
        {words.refreshed}
      </Text>
    </Stack>
  );
}

function Health({ system }: { system: System }) {
  const { store } = system;
  const troubles = troublesOf(system, Date.now());
  return (
    <>
      {!store.writable && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={words.sick} role="alert">
          {words.sickLead} {store.problem}
        </Alert>
      )}
      {troubles.length > 0 && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={words.troubled}>
          <List size="sm">
            {troubles.map((trouble) => (
              <List.Item key={trouble}>{trouble}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {store.writable && troubles.length === 0 && (
        <Alert color="teal" icon={<IconCircleCheck aria-hidden />} title={words.healthy}>
          {words.healthyLead}
        </Alert>
      )}
    </>
  );
}

function Requests({ requests }: { requests: System['requests'] }) {
  if (!requests)
    return (
      <Panel title={words.requests} lead={words.requestsLead}>
        <Text size="sm">{words.notYet}</Text>
      </Panel>
    );
  return (
    <Panel title={words.requests} lead={words.requestsLead}>
      <Fact name={words.perSecond}>{rate(requests.perSecond)}</Fact>
      <Fact name={words.refused}>
        {counted(requests.refused, share(requests.refused, requests.requests))}
      </Fact>
      <Fact name={words.failed}>
        {counted(requests.failed, share(requests.failed, requests.requests))}
      </Fact>
    </Panel>
  );
}

function Disk({ disk }: { disk: System['disk'] }) {
  if (!disk)
    return (
      <Panel title={words.disk}>
        <Text size="sm">{words.noDisk}</Text>
      </Panel>
    );
  const used = disk.totalBytes - disk.freeBytes;
  const color = isTight(disk) ? 'red' : 'indigo';
  return (
    <Panel title={words.disk} lead={isTight(disk) ? words.tight : undefined}>
      <Progress
        value={(100 * used) / Math.max(disk.totalBytes, 1)}
        color={color}
        aria-label={words.diskUsed}
      />
      <Fact name={words.free}>{bytes(disk.freeBytes)}</Fact>
      <Fact name={words.size}>{bytes(disk.totalBytes)}</Fact>
    </Panel>
  );
}

function Mail({ mail }: { mail: System['mail'] }) {
  if (!mail)
    return (
      <Panel title={words.mail}>
        <Text size="sm">{words.mailOff}</Text>
      </Panel>
    );
  return (
    <Panel title={words.mail}>
      <Fact name={words.mailState}>
        <Text span size="sm" c={mail.working ? undefined : 'red'}>
          {mail.working ? words.mailWorks : words.mailFails}
        </Text>
      </Fact>
      <Fact name={words.mailFrom}>{mail.from}</Fact>
      <Fact name={words.mailWaiting}>{mail.waiting.toLocaleString('en')}</Fact>
      <Fact name={words.mailSent}>
        <Time value={mail.lastSent} />
      </Fact>
      {mail.lastFailure && (
        <Fact name={words.mailFailed}>
          <Time value={mail.lastFailure.at} />
          <Text size="xs" c="dimmed" className="breakable">
            {mail.lastFailure.reason}
          </Text>
        </Fact>
      )}
    </Panel>
  );
}

function Storage({ store }: { store: System['store'] }) {
  const parts = [
    { name: words.database, size: store.databaseBytes, color: 'indigo' },
    { name: words.wal, size: store.walBytes, color: 'grape' },
    { name: words.log, size: store.logBytes, color: 'teal' },
  ];
  const total = parts.reduce((sum, { size }) => sum + size, 0);
  return (
    <Panel title={words.storage} lead={words.storageLead}>
      <Progress.Root size="lg" aria-hidden>
        {parts.map(({ name, size, color }) => (
          <Progress.Section key={name} value={(100 * size) / Math.max(total, 1)} color={color} />
        ))}
      </Progress.Root>
      {parts.map(({ name, size, color }) => (
        <Fact key={name} name={name} color={color}>
          {bytes(size)}
        </Fact>
      ))}
      {store.walBytesMax > 0 && (
        <Fact name={words.walBound}>
          {words.walBounds(bytes(store.walBytesTarget), bytes(store.walBytesMax))}
        </Fact>
      )}
      <Fact name={words.total}>{bytes(total)}</Fact>
      <Fact name={words.kind}>{store.kind}</Fact>
    </Panel>
  );
}
