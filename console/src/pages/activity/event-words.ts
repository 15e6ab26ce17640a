import type { AuditEvent } from '~/api/journal';
import { activityText } from '~/text/activity';

const words = activityText.audit;

// Neither the number of a token nor its first characters say anything here; its name does.
export const actorOf = ({ actorType, actorDisplay }: AuditEvent): string =>
  actorType === 'token' && actorDisplay.startsWith('SCIM (token ') ? words.scim : actorDisplay;

export const summaryOf = (event: AuditEvent): string =>
  event.summary.replaceAll(event.actorDisplay, actorOf(event));

// What came of an event, in few words; nothing when nothing did.
export function effectsOf({ effects }: AuditEvent): string | null {
  if (!effects) return null;
  const { people, count, ended } = effects;
  return [
    words.effects(people, count - people),
    ...words.ended(ended.sessions, ended.apiKeys),
  ].join(' · ');
}

// Where all of them are: what one request does is of one moment.
export function effectsAddress(org: string, { timestamp, effects }: AuditEvent): string {
  const type = [...new Set(effects?.first.map(({ type }) => type.split('.')[0]))].join(',');
  const until = new Date(new Date(timestamp).getTime() + 1).toISOString();
  return `/o/${org}/audit?${new URLSearchParams({ type, since: timestamp, until })}`;
}
