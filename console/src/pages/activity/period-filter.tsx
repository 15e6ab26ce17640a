import { Button, Divider, Input, NavLink, Popover, Stack, TextInput } from '@mantine/core';
import { useDisclosure, useId } from '@mantine/hooks';
import { IconCalendar, IconCheck, IconChevronDown } from '@tabler/icons-react';

import { anyTime, isPreset, nameOf, presetsAt, type Period } from './periods';
import { activityText } from '~/text/activity';

const words = activityText.period;
const two = (value: number) => String(value).padStart(2, '0');

// A moment of the address, which is the same everywhere, as the clock on the wall here says it.
export function toLocal(value: string): string {
  const time = new Date(value);
  if (value === '' || Number.isNaN(time.getTime())) return '';
  const date = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${date}T${two(time.getHours())}:${two(time.getMinutes())}`;
}

export function fromLocal(value: string): string {
  const time = new Date(value);
  return value === '' || Number.isNaN(time.getTime()) ? '' : time.toISOString();
}

interface Props extends Period {
  onChange: (change: Partial<Period>) => void;
}

// One control for a period: in words, or from a moment to a moment.
export function PeriodFilter({ since, until, onChange }: Props) {
  const [isOpen, { toggle, close }] = useDisclosure();
  const id = useId();
  const name = nameOf({ since, until }, new Date());
  const choose = (period: Period) => {
    onChange({ since: period.since, until: period.until });
    close();
  };
  return (
    <Input.Wrapper label={words.label} labelElement="div" w={210}>
      <Popover
        opened={isOpen}
        onChange={(opened) => !opened && close()}
        position="bottom-start"
        width={260}
        trapFocus
        returnFocus
        shadow="md"
      >
        <Popover.Target>
          <Button
            variant="default"
            fullWidth
            justify="space-between"
            fw={400}
            px="sm"
            leftSection={<IconCalendar size={16} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={`${words.label}: ${name}`}
            title={name}
            classNames={{ inner: 'start-inner', label: 'one-line' }}
            onClick={toggle}
          >
            {name}
          </Button>
        </Popover.Target>
        <Popover.Dropdown p="xs" aria-label={words.label} id={id}>
          {isOpen && <Choices since={since} until={until} onChange={onChange} onChoose={choose} />}
        </Popover.Dropdown>
      </Popover>
    </Input.Wrapper>
  );
}

function Choices({
  since,
  until,
  onChange,
  onChoose,
}: Props & { onChoose: (one: Period) => void }) {
  const presets = [{ label: words.any, ...anyTime }, ...presetsAt(new Date())];
  return (
    <Stack gap={2}>
      {presets.map((preset) => {
        const isChosen = isPreset(preset, { since, until });
        return (
          <NavLink
            key={preset.label}
            component="button"
            type="button"
            className="period"
            label={preset.label}
            aria-pressed={isChosen}
            active={isChosen}
            rightSection={isChosen && <IconCheck size={14} aria-hidden />}
            onClick={() => onChoose(preset)}
          />
        );
      })}
      <Divider my={6} label={words.custom} labelPosition="left" />
      <TextInput
        type="datetime-local"
        size="xs"
        label={activityText.since}
        value={toLocal(since)}
        max={toLocal(until) || undefined}
        onChange={(event) => onChange({ since: fromLocal(event.currentTarget.value) })}
      />
      <TextInput
        type="datetime-local"
        size="xs"
        label={activityText.until}
        value={toLocal(until)}
        min={toLocal(since) || undefined}
        onChange={(event) => onChange({ until: fromLocal(event.currentTarget.value) })}
      />
    </Stack>
  );
}
