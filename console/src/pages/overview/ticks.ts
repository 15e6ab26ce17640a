import type { Range } from '~/api/stats';

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', options);

const hour = format({ hour: '2-digit', minute: '2-digit' });
const day = format({ weekday: 'short', day: 'numeric' });
const dayAndHour = format({
  weekday: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const date = format({ day: 'numeric', month: 'short' });

const labels: Record<Range, Intl.DateTimeFormat> = {
  '24h': hour,
  '7d': dayAndHour,
  '30d': date,
  '90d': date,
};

// Of one point, in the table and where the pointer is.
export const labelOf = (range: Range, time: Date) => labels[range].format(time);

const isNewDay = (time: Date, before: Date | undefined) =>
  !!before && time.getDate() !== before.getDate();

// What stands below the chart: one word a day in a week, and few enough words otherwise.
export function ticksOf(range: Range, times: Date[]): (string | null)[] {
  return times.map((time, at) => {
    if (range === '7d') return isNewDay(time, times[at - 1]) ? day.format(time) : null;
    if (range === '24h') return time.getHours() % 4 === 0 ? hour.format(time) : null;
    const stride = range === '30d' ? 5 : 15;
    return (times.length - 1 - at) % stride === 0 ? date.format(time) : null;
  });
}
