import { accessName, type Access } from '~/components/access-badge';
import { activityText } from '~/text/activity';

export interface Difference {
  // Nothing where the change is of one value as a whole.
  name: string;
  before: string;
  after: string;
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isAccess = (value: Fields) => 'role' in value && 'identityType' in value;

// As people say it.
export function sayValue(value: unknown): string {
  if (value === undefined || value === null || value === '') return activityText.audit.nothing;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(sayValue).join(', ') || activityText.audit.nothing;
  if (isFields(value) && isAccess(value)) return accessName(value as unknown as Access);
  return JSON.stringify(value);
}

const isSet = (value: unknown) => value !== undefined && value !== null;
const isCompared = (value: unknown): value is Fields => isFields(value) && !isAccess(value);

// An access that only comes from elsewhere is called the same; the summary says from where.
const wholeOf = (before: string, after: string): Difference[] =>
  before === after ? [] : [{ name: '', before, after }];

// What a change changed, value by value: where both sides have members, those that differ.
export function differencesOf(details: Fields): Difference[] {
  const { before, after } = details;
  if (!isSet(before) && !isSet(after)) return [];
  if (!isCompared(before) && !isCompared(after)) return wholeOf(sayValue(before), sayValue(after));
  const old: Fields = isCompared(before) ? before : {};
  const now: Fields = isCompared(after) ? after : {};
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .map((name) => ({ name, before: sayValue(old[name]), after: sayValue(now[name]) }))
    .filter((difference) => difference.before !== difference.after);
}
