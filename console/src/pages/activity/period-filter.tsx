import { TextInput } from '@mantine/core';

import { text } from '~/text';

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

interface Period {
  since: string;
  until: string;
}

export function PeriodFilter({
  since,
  until,
  onChange,
}: Period & { onChange: (change: Partial<Period>) => void }) {
  return (
    <>
      <TextInput
        type="datetime-local"
        w={210}
        label={text.activity.since}
        value={toLocal(since)}
        max={toLocal(until) || undefined}
        onChange={(event) => onChange({ since: fromLocal(event.currentTarget.value) })}
      />
      <TextInput
        type="datetime-local"
        w={210}
        label={text.activity.until}
        value={toLocal(until)}
        min={toLocal(since) || undefined}
        onChange={(event) => onChange({ until: fromLocal(event.currentTarget.value) })}
      />
    </>
  );
}
