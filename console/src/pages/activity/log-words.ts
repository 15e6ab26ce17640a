import type { LogEntry } from '~/api/log';
import { activityText } from '~/text/activity';

// The path behind the Tenant URL, which is the same in every entry.
export function pathOf(entry: LogEntry): string {
  const target = entry.target ?? '';
  return target.replace(/^\/[^/]+\/scim\/v2/, '') || target;
}

type Words = (typeof activityText.log.doing)[keyof typeof activityText.log.doing];

const verbs: Record<string, Words> = {
  GET: activityText.log.doing.read,
  POST: activityText.log.doing.create,
  PUT: activityText.log.doing.replace,
  PATCH: activityText.log.doing.update,
  DELETE: activityText.log.doing.remove,
};

// What a request is about, by name or else by kind. Nothing where the path has no kind.
function objectOf(entry: LogEntry, isList: boolean): string | undefined {
  const { objects, lists } = activityText.log;
  const [first = ''] = pathOf(entry).replace(/^\//, '').split(/[/?]/);
  return entry.subject?.name ?? (isList ? (lists[first] ?? objects[first]) : objects[first]);
}

// What a request did, or was to do, in words. What has none is named by its method and path.
export function titleOf(entry: LogEntry): string {
  const { log } = activityText;
  if (entry.kind === 'lost') return log.lost(entry.count);
  if (entry.kind === 'refusals') return log.notLetIn;
  const isFailure = (entry.status ?? 0) >= 400;
  if (entry.summary && !isFailure) return entry.summary;
  const path = pathOf(entry);
  const isSearch = path.startsWith('/.search') || path.includes('/.search');
  const verb = isSearch ? log.doing.read : verbs[entry.method ?? ''];
  const isList = verb === log.doing.read && !/^\/(Users|Groups)\/[^.]/.test(path);
  const object = objectOf(entry, isList);
  if (!verb || !object) return addressOf(entry) || entry.kind;
  return isFailure ? verb.failed(object) : verb.done(object);
}

// "POST /Users"
export const addressOf = (entry: LogEntry): string =>
  [entry.method, pathOf(entry)].filter(Boolean).join(' ');

export interface LogLine {
  entry: LogEntry;
  // Older requests right below it that failed by the same cause.
  alike: LogEntry[];
}

// What fails for many in a row is one line.
export function linesOf(entries: LogEntry[]): LogLine[] {
  const lines: LogLine[] = [];
  for (const entry of entries) {
    const line = lines.at(-1);
    if (line && isAlike(line.entry, entry)) line.alike.push(entry);
    else lines.push({ entry, alike: [] });
  }
  return lines;
}

const isAlike = (one: LogEntry, other: LogEntry): boolean =>
  one.kind === 'request' &&
  other.kind === 'request' &&
  !!one.cause &&
  one.cause.id === other.cause?.id &&
  one.status === other.status &&
  one.method === other.method;

// What a summary sums up.
export function summaryOf(entry: LogEntry): string | null {
  if (entry.kind === 'reads') return activityText.log.reads(entry.count);
  if (entry.kind === 'refusals') return activityText.log.refusals(entry.count);
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
