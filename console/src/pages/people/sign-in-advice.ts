import type { MemberExplained, MemberSignIn } from '~/api/members';
import { peopleText } from '~/text/people';

const words = peopleText.signIn;

type Refusal = NonNullable<MemberSignIn['lastRefusal']>;

export interface Advice {
  // What was wrong at that moment.
  why: string;
  // What to do about it, and who has to; nothing when it has been put right since.
  fix: { todo: string; who: string } | null;
}

// The refusal that the last success has not made a thing of the past.
export function openRefusal({ signIn }: MemberExplained): Refusal | null {
  if (!signIn?.lastRefusal) return null;
  const { lastRefusal, lastSuccess } = signIn;
  return lastSuccess && lastSuccess.seq > lastRefusal.seq ? null : lastRefusal;
}

// Whether the member is by now what the token says, so that the next attempt goes through.
function isPutRight(member: MemberExplained, { reason, token, mismatch }: Refusal): boolean {
  if (mismatch && isOfIdentity(reason)) return member.externalId === token?.objectId;
  if (reason === 'inactive') return member.active;
  if (reason === 'service_account') return member.access?.identityType === 'human';
  return reason === 'no_access' && member.access?.identityType === 'human';
}

const isOfIdentity = (reason: string) =>
  reason === 'unknown_person' || reason === 'ambiguous_person';

function causeOf({ reason, mismatch }: Refusal) {
  if (mismatch && isOfIdentity(reason)) return words.causes[mismatch.claim];
  const causes: Partial<Record<string, { why: string; todo: string; who: string }>> = words.causes;
  return causes[reason] ?? words.causes.other;
}

export function adviceOn(member: MemberExplained, refusal: Refusal): Advice {
  const { why, todo, who } = causeOf(refusal);
  return { why, fix: isPutRight(member, refusal) ? null : { todo, who } };
}

// The values that did not match, where that was it.
export const mismatchOf = ({ reason, mismatch }: Refusal) =>
  isOfIdentity(reason) ? mismatch : null;
