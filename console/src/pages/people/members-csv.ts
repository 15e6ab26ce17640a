import type { Member } from '~/api/members';
import { peopleText } from '~/text/people';

const words = peopleText.members.csv;
const columns: [name: string, value: (member: Member) => string][] = [
  [words.userName, (member) => member.userName],
  [words.externalId, (member) => member.externalId ?? ''],
  [words.active, (member) => String(member.active)],
  [words.role, ({ access }) => access?.role ?? ''],
  [words.identityType, ({ access }) => access?.identityType ?? ''],
  [words.source, ({ access }) => access?.source ?? ''],
  [words.group, ({ access }) => access?.group?.displayName ?? ''],
  [words.id, (member) => member.id],
];

// A table program takes a text that begins like this for a formula, and runs it.
const isFormula = (value: string) => /^[=+\-@\t\r]/.test(value);

// RFC 4180 §2, and never a formula: an apostrophe says that it is text.
function field(value: string): string {
  const safe = isFormula(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const line = (values: string[]) => `${values.map(field).join(',')}\r\n`;

export const csvHead = line(columns.map(([name]) => name));
export const csvOf = (members: Member[]) =>
  members.map((member) => line(columns.map(([, value]) => value(member)))).join('');
