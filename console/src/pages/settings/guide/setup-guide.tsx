import {
  Accordion,
  Alert,
  Badge,
  Button,
  Group,
  List,
  NativeSelect,
  Paper,
  Progress,
  Skeleton,
  Stack,
  Text,
  ThemeIcon,
  Title,
} from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowRight,
  IconCheck,
  IconCircle,
  IconConfetti,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { bodies } from './bodies';
import {
  currentStep,
  isFinished,
  stateOf,
  stepNames,
  type Facts,
  type State,
  type StepName,
} from './steps';
import { useChangeGuide, useGuide } from './use-guide';
import { useMarks } from './use-marks';
import { identityAccessQuery, useOrg } from '../use-settings';
import { Page } from '~/components/page';
import { ProblemAlert } from '~/components/problem-alert';
import { text } from '~/text';
import { guideText } from '~/text/guide';
import { providers, type Provider } from '~/text/guide';

const words = guideText;

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
  const confirmed = stepNames.filter((step) => stateOf(step, facts) === 'confirmed').length;
  const finished = isFinished(facts);
  return (
    <>
      <ProviderChoice facts={facts} />
      <Paper withBorder p="md" component="section" aria-label={words.before.title}>
        <Title order={2} size="h5" mb="xs">
          {words.before.title}
        </Title>
        <List size="sm" spacing={4}>
          {words.before.lines[facts.provider ?? 'entra'].map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      </Paper>
      <Stack gap={6}>
        <Text size="sm" fw={600} role="status">
          {words.progress(confirmed, stepNames.length)}
        </Text>
        <Progress
          value={(100 * confirmed) / stepNames.length}
          color={finished ? 'teal' : undefined}
          aria-label={words.progress(confirmed, stepNames.length)}
        />
      </Stack>
      {finished && (
        <Alert color="teal" icon={<IconConfetti aria-hidden />} title={words.finished}>
          {words.finishedLead}
        </Alert>
      )}
      <Steps facts={facts} />
    </>
  );
}

function ProviderChoice({ facts }: { facts: Facts }) {
  const change = useChangeGuide();
  return (
    <Stack gap="xs">
      <NativeSelect
        label={words.provider}
        description={facts.provider ? undefined : words.notChosen}
        maw={320}
        value={facts.provider ?? ''}
        onChange={(event) => change.mutate({ provider: event.currentTarget.value as Provider })}
        data={[
          ...(facts.provider ? [] : [{ value: '', label: words.chooseProvider, disabled: true }]),
          ...providers.map((value) => ({ value, label: words.providers[value] })),
        ]}
      />
      {change.error && <ProblemAlert error={change.error} />}
    </Stack>
  );
}

// The current step is open until somebody opens another, and then that one stays.
function Steps({ facts }: { facts: Facts }) {
  const { marks, mark } = useMarks();
  const [chosen, setChosen] = useState<string | null | undefined>();
  const settings = useQuery(identityAccessQuery(useOrg()));
  const current = currentStep(facts, marks);
  const onMark = (step: StepName, isDone: boolean) => {
    mark(step, isDone);
    if (isDone) setChosen(undefined);
  };
  return (
    <Accordion
      variant="separated"
      value={chosen === undefined ? current : chosen}
      onChange={setChosen}
    >
      {stepNames.map((step, at) => {
        const Body = bodies[step];
        const state = stateOf(step, facts, marks);
        return (
          <Accordion.Item
            key={step}
            value={step}
            aria-current={step === current ? 'step' : undefined}
          >
            <Accordion.Control icon={<Tick state={state} isCurrent={step === current} />}>
              <Group gap="sm" component="span">
                <Text fw={600} component="span">
                  {at + 1}. {words[step].title}
                </Text>
                {step === current && (
                  <Badge component="span" size="sm" variant="light">
                    {words.states.current}
                  </Badge>
                )}
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap="md">
                <Body facts={facts} tenantUrl={settings.data?.tenantUrl ?? ''} />
                <Mark step={step} state={state} onMark={onMark} />
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}

interface MarkProps {
  step: StepName;
  state: State;
  onMark: (step: StepName, isDone: boolean) => void;
}

function Mark({ step, state, onMark }: MarkProps) {
  if (state !== 'open' && state !== 'marked') return null;
  const isMarked = state === 'marked';
  return (
    <Group>
      <Button
        size="xs"
        variant={isMarked ? 'default' : 'filled'}
        rightSection={isMarked ? undefined : <IconArrowRight size={14} aria-hidden />}
        onClick={() => onMark(step, !isMarked)}
      >
        {isMarked ? words.undone : words.done}
      </Button>
      {isMarked && (
        <Text size="sm" c="dimmed">
          {words.states.marked}
        </Text>
      )}
    </Group>
  );
}

const looks = {
  confirmed: { color: 'teal', variant: 'filled', icon: IconCheck },
  failing: { color: 'red', variant: 'filled', icon: IconAlertTriangle },
  marked: { color: 'teal', variant: 'light', icon: IconCheck },
  open: { color: 'gray', variant: 'light', icon: IconCircle },
} as const satisfies Record<State, unknown>;

function Tick({ state, isCurrent }: { state: State; isCurrent: boolean }) {
  const { color, variant, icon } = looks[state];
  const isNext = isCurrent && state === 'open';
  const Icon = isNext ? IconArrowRight : icon;
  return (
    <ThemeIcon
      size={26}
      radius="xl"
      color={isNext ? undefined : color}
      variant={isNext ? 'filled' : variant}
      role="img"
      aria-label={words.states[state]}
    >
      <Icon size={15} aria-hidden />
    </ThemeIcon>
  );
}
