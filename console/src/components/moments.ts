// One way to write moments: "30 Nov 2026", "30 Nov 2026, 07:46", "07:46:02", "in 3 days".
const steps: [number, Intl.RelativeTimeFormatUnit][] = [
  [60, 'second'],
  [60, 'minute'],
  [24, 'hour'],
  [30, 'day'],
  [12, 'month'],
  [Number.POSITIVE_INFINITY, 'year'],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const locale = 'en-GB';
const date = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const minute = { hour: '2-digit', minute: '2-digit' } as const;
const second = { ...minute, second: '2-digit' } as const;

const formats = {
  day: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }),
  date: new Intl.DateTimeFormat(locale, date),
  clock: new Intl.DateTimeFormat(locale, second),
  dateAndTime: new Intl.DateTimeFormat(locale, { ...date, ...minute }),
  local: new Intl.DateTimeFormat(locale, { ...date, ...second, timeZoneName: 'short' }),
  utc: new Intl.DateTimeFormat(locale, {
    ...date,
    ...second,
    timeZone: 'UTC',
    timeZoneName: 'short',
  }),
};

type Instant = string | Date;
const by = (format: Intl.DateTimeFormat) => (time: Instant) => format.format(new Date(time));

export const dayOf = by(formats.day);
export const dateOf = by(formats.date);
export const clockOf = by(formats.clock);
export const dateAndTime = by(formats.dateAndTime);

// The moment to the second in the reader's zone and in UTC, one a line; once where they are the same.
export function exactly(time: Instant): string {
  const [here, utc] = [by(formats.local)(time), by(formats.utc)(time)];
  return here === utc ? utc : `${here}\n${utc}`;
}

// Rounded as people do: "in 24 hours" is tomorrow, and a year is 365 days rather than "next year".
export function ago(time: Date, now = new Date()): string {
  let amount = (time.getTime() - now.getTime()) / 1000;
  for (const [size, unit] of steps) {
    const rounded = Math.round(amount);
    if (Math.abs(rounded) < size) return said(rounded, unit);
    amount /= size;
  }
  return dateOf(time);
}

// "Next year" could be tomorrow; "in 12 months" cannot.
function said(amount: number, unit: Intl.RelativeTimeFormatUnit): string {
  if (unit === 'year' && Math.abs(amount) === 1) return relative.format(amount * 12, 'month');
  return relative.format(amount, unit);
}
