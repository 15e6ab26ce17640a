import type { LogEntry } from '~/api/log';
import { text } from '~/text';

// The path behind the Tenant URL, which is the same in every entry.
export function pathOf(entry: LogEntry): string {
  const target = entry.target ?? '';
  return target.replace(/^\/[^/]+\/scim\/v2/, '') || target;
}

// What the entry is, in its fewest words: "POST /Users".
export function titleOf(entry: LogEntry): string {
  if (entry.kind === 'lost') return text.activity.log.lost(entry.count);
  return [entry.method, pathOf(entry)].filter(Boolean).join(' ') || entry.kind;
}

// What a summary sums up.
export function summaryOf(entry: LogEntry): string | null {
  if (entry.kind === 'reads') return text.activity.log.reads(entry.count);
  if (entry.kind === 'refusals') return text.activity.log.refusals(entry.count);
  return null;
}

export function statusColor(status: number | null): string {
  if (status === null) return 'gray';
  if (status >= 500) return 'red';
  return status >= 400 ? 'orange' : 'teal';
}

export function tookOf(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
