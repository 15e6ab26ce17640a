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

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

// A moment in a list that is read line by line: the clock, and the day where it is not today.
export function Moment({ value }: { value: string }) {
  const time = new Date(value);
  const isToday = time.toDateString() === new Date().toDateString();
  return (
    <Tooltip label={absolute.format(time)}>
      <time className="number" dateTime={value}>
        {isToday ? '' : `${day.format(time)}, `}
        {clock.format(time)}
      </time>
    </Tooltip>
  );
}
