import { Tooltip } from '@mantine/core';

import { text } from '~/text';

const steps: [number, Intl.RelativeTimeFormatUnit][] = [
  [60, 'second'],
  [60, 'minute'],
  [24, 'hour'],
  [30, 'day'],
  [12, 'month'],
  [Number.POSITIVE_INFINITY, 'year'],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

export function ago(time: Date, now = new Date()): string {
  let amount = (time.getTime() - now.getTime()) / 1000;
  for (const [size, unit] of steps) {
    if (Math.abs(amount) < size) return relative.format(Math.round(amount), unit);
    amount /= size;
  }
  return absolute.format(time);
}

// A moment as people say it, with the moment itself at hand.
export function Time({ value }: { value: string | null | undefined }) {
  if (!value) return <>{text.never}</>;
  const time = new Date(value);
  return (
    <Tooltip label={absolute.format(time)}>
      <time dateTime={value}>{ago(time)}</time>
    </Tooltip>
  );
}
