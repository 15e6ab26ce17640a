import {
  Accordion,
  Alert,
  Group,
  Progress,
  SegmentedControl,
  Skeleton,
  Stack,
  Text,
  ThemeIcon,
} from '@mantine/core';
import { IconCheck, IconConfetti, IconHourglass } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { bodies } from './bodies';
import { currentStep, isDone, stepNames, type Facts, type StepName } from './steps';
import { useChangeGuide, useGuide } from './use-guide';
import { identityAccessQuery, useOrg } from '../use-settings';
import { Page } from '~/components/page';
import { ProblemAlert } from '~/components/problem-alert';
import { text } from '~/text';

const words = text.guide;

export function Component() {
  const { data, error, refetch } = useGuide();
  return (
    <Page title={text.shell.pages.setupGuide} lead={words.lead}>
      <Stack maw={860} gap="lg">
        {error && <ProblemAlert error={error} onRetry={refetch} />}
        {!data && !error && <Skeleton height={480} />}
        {data && <Guide facts={data} />}
      </Stack>
    </Page>
  );
}

function Guide({ facts }: { facts: Facts }) {
  const current = currentStep(facts);
  const done = stepNames.filter((step) => isDone(step, facts)).length;
  return (
    <>
      <Provider facts={facts} />
      <Stack gap={6}>
        <Text size="sm" fw={600} role="status">
          {words.progress(done, stepNames.length)}
        </Text>
        <Progress
          value={(100 * done) / stepNames.length}
          color={current ? undefined : 'teal'}
          aria-label={words.progress(done, stepNames.length)}
        />
        <Text size="sm" c="dimmed">
          {words.order}
        </Text>
      </Stack>
      {!current && (
        <Alert color="teal" icon={<IconConfetti aria-hidden />} title={words.finished}>
          {words.finishedLead}
        </Alert>
      )}
      <Steps facts={facts} current={current} />
    </>
  );
}

function Provider({ facts }: { facts: Facts }) {
  const change = useChangeGuide();
  return (
    <Group gap="sm">
      <Text size="sm" fw={600} id="guide-provider">
        {words.provider}
      </Text>
      <SegmentedControl
        aria-labelledby="guide-provider"
        value={facts.provider ?? 'entra'}
        onChange={(provider) => change.mutate({ provider: provider as 'entra' | 'okta' })}
        data={[
          { value: 'entra', label: words.entra },
          { value: 'okta', label: words.okta },
        ]}
      />
    </Group>
  );
}

// The current step is open until somebody opens another, and then that one stays.
function Steps({ facts, current }: { facts: Facts; current: StepName | null }) {
  const [chosen, setChosen] = useState<string | null | undefined>();
  const settings = useQuery(identityAccessQuery(useOrg()));
  return (
    <Accordion
      variant="separated"
      value={chosen === undefined ? current : chosen}
      onChange={setChosen}
    >
      {stepNames.map((step, at) => {
        const Body = bodies[step];
        return (
          <Accordion.Item key={step} value={step}>
            <Accordion.Control icon={<Tick isDone={isDone(step, facts)} />}>
              <Text fw={600} component="span">
                {at + 1}. {words[step].title}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <Body facts={facts} tenantUrl={settings.data?.tenantUrl ?? ''} />
            </Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}

function Tick({ isDone }: { isDone: boolean }) {
  const Icon = isDone ? IconCheck : IconHourglass;
  return (
    <ThemeIcon
      size={26}
      radius="xl"
      color={isDone ? 'teal' : 'gray'}
      variant={isDone ? 'filled' : 'light'}
      role="img"
      aria-label={isDone ? words.done : words.waiting}
    >
      <Icon size={15} aria-hidden />
    </ThemeIcon>
  );
}
