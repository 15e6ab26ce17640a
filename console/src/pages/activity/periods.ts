import { activityText } from '~/text/activity';

const words = activityText.period;
const locale = 'en-GB';
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' });
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

// From and to as the address has them: moments in ISO 8601, or nothing.
export interface Period {
  since: string;
  until: string;
}

export interface Preset extends Period {
  label: string;
}

export const anyTime: Period = { since: '', until: '' };

const midnight = (now: Date, daysAgo: number) =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo);

// A whole day; today has no end yet.
function dayPeriod(now: Date, daysAgo: number): Period {
  return {
    since: midnight(now, daysAgo).toISOString(),
    until: daysAgo === 0 ? '' : midnight(now, daysAgo - 1).toISOString(),
  };
}

// What people ask for in words: the last hour, and each day of a week that is over by its name.
export function presetsAt(now: Date): Preset[] {
  const lastHour = { since: new Date(now.getTime() - hourMs).toISOString(), until: '' };
  const named = [2, 3, 4, 5, 6, 7].map((daysAgo) => ({
    label: words.last(weekday.format(midnight(now, daysAgo))),
    ...dayPeriod(now, daysAgo),
  }));
  return [
    { label: words.lastHour, ...lastHour },
    { label: words.today, ...dayPeriod(now, 0) },
    { label: words.yesterday, ...dayPeriod(now, 1) },
    ...named,
    { label: words.week, since: midnight(now, 6).toISOString(), until: '' },
  ];
}

// The same to the minute: the last hour is still that a moment later.
const isNear = (one: string, other: string) =>
  one === other ||
  (one !== '' && other !== '' && Math.abs(Date.parse(one) - Date.parse(other)) < minuteMs);

export const isPreset = (preset: Preset, { since, until }: Period) =>
  isNear(preset.since, since) && isNear(preset.until, until);

const isMoment = (value: string) => !Number.isNaN(Date.parse(value));
const moment = (time: Date) => `${day.format(time)}, ${clock.format(time)}`;

// What a period is called: by its preset, or by its moments, the day once where both are of one.
export function nameOf(period: Period, now: Date): string {
  const since = isMoment(period.since) ? new Date(period.since) : null;
  const until = isMoment(period.until) ? new Date(period.until) : null;
  if (!since && !until) return words.any;
  const preset = presetsAt(now).find((one) => isPreset(one, period));
  if (preset) return preset.label;
  if (!until) return since ? words.since(moment(since)) : words.any;
  if (!since) return words.until(moment(until));
  const isOneDay = since.toDateString() === until.toDateString();
  return `${moment(since)} – ${isOneDay ? clock.format(until) : moment(until)}`;
}
