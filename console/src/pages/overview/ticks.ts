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

const wordPx = 60;

// The words that have room in so many pixels: all, or each second, third… of them, the newest always.
export function sparse(ticks: (string | null)[], widthPx: number): (string | null)[] {
  const count = ticks.filter((tick) => tick !== null).length;
  const stride = Math.max(1, Math.ceil((count * wordPx) / Math.max(widthPx, 1)));
  let left = count;
  return ticks.map((tick) => (tick !== null && --left % stride === 0 ? tick : null));
}
