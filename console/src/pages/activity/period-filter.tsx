import { Button, Divider, Input, NavLink, Popover, Stack } from '@mantine/core';
import { useDisclosure, useId } from '@mantine/hooks';
import { IconCalendar, IconCheck, IconChevronDown } from '@tabler/icons-react';

import { anyTime, isPreset, nameOf, presetsAt, type Period } from './periods';
import { MomentInput } from '~/components/moment-input';
import { activityText } from '~/text/activity';

const words = activityText.period;
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
      <MomentInput
        kind="moment"
        size="xs"
        label={activityText.since}
        value={since}
        onChange={(moment) => onChange({ since: moment })}
      />
      <MomentInput
        kind="moment"
        size="xs"
        label={activityText.until}
        value={until}
        onChange={(moment) => onChange({ until: moment })}
      />
    </Stack>
  );
}
