import { dateAndTime, dateOf } from './moments';

// What people type into a date field, in the one form in which moments are shown.
export type Kind = 'day' | 'moment';

interface Parts {
  year: number;
  month: number; // from 0
  day: number;
  hour: number;
  minute: number;
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const monthOf = (name: string) => months.indexOf(name.slice(0, 3).toLowerCase());
const clock = String.raw`(?:[T, ]+(\d{1,2}):(\d{2}))?`;
// "2026-12-01 14:30", "1 Dec 2026, 14:30" and "Dec 1, 2026 14:30". Not "1/12/2026", which is two days.
const forms: [RegExp, (found: RegExpExecArray) => [string?, number?, string?]][] = [
  [
    new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})${clock}$`),
    ([, year, month, day]) => [year, Number(month) - 1, day],
  ],
  [
    new RegExp(String.raw`^(\d{1,2})\.? ?([a-z]{3,9})\.?,? (\d{4})${clock}$`, 'i'),
    ([, day, month = '', year]) => [year, monthOf(month), day],
  ],
  [
    new RegExp(String.raw`^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})${clock}$`, 'i'),
    ([, month = '', day, year]) => [year, monthOf(month), day],
  ],
];

function partsOf(text: string): Parts | null {
  for (const [form, order] of forms) {
    const found = form.exec(text);
    if (!found) continue;
    const [year, month = -1, day] = order(found);
    const [hour = 0, minute = 0] = found.slice(4, 6).map((part) => Number(part ?? 0));
    return { year: Number(year), month, day: Number(day), hour, minute };
  }
  return null;
}

// No 30 February, and no 24:10.
function isReal({ year, month, day, hour, minute }: Parts): boolean {
  const time = new Date(year, month, day, hour, minute);
  return (
    time.getFullYear() === year &&
    time.getMonth() === month &&
    time.getDate() === day &&
    hour < 24 &&
    minute < 60
  );
}

const two = (value: number) => String(value).padStart(2, '0');

// A day as "2026-12-01", a moment in ISO 8601 by the clock on the wall here. Null for what is none.
export function readTyped(text: string, kind: Kind): string | null {
  const parts = partsOf(text.trim().replace(/\s+/g, ' '));
  if (!parts || !isReal(parts)) return null;
  const { year, month, day, hour, minute } = parts;
  if (kind === 'moment') return new Date(year, month, day, hour, minute).toISOString();
  return `${String(year).padStart(4, '0')}-${two(month + 1)}-${two(day)}`;
}

// The same in words: "1 Dec 2026", "1 Dec 2026, 14:30". Empty for what is neither.
export function shownTyped(value: string, kind: Kind): string {
  const time = new Date(kind === 'day' && value ? `${value}T00:00` : value);
  if (value === '' || Number.isNaN(time.getTime())) return '';
  return kind === 'day' ? dateOf(time) : dateAndTime(time);
}
