import type { MemberExplained } from '~/api/members';
import { accessName } from '~/components/access-badge';
import { peopleText } from '~/text/people';

const words = peopleText.why;

export type Retained = NonNullable<MemberExplained['explanation']['retained']>;

// What gave the access that is retained: what was given by hand ends when SCIM takes somebody over.
export const originOf = ({ groupId }: Retained): 'group' | 'hand' => (groupId ? 'group' : 'hand');

// Why a member has the access they have, in one sentence.
export function whyOf({
  active,
  access,
  explanation,
}: Pick<MemberExplained, 'active' | 'access' | 'explanation'>): string {
  if (!active) return words.inactive;
  if (!access) return words.nothing;
  const name = accessName(access);
  if (access.source !== 'retained') return words.because[access.source](name);
  return words.retained[explanation.retained ? originOf(explanation.retained) : 'group'](name);
}
