import type { Finding, Stats } from '~/api/stats';
import { ago } from '~/components/time';
import { overviewText } from '~/text/overview';

const words = overviewText.health;
const number = new Intl.NumberFormat('en');

export interface Facts {
  stats: Pick<Stats, 'users' | 'lastContact' | 'lastWrite'>;
  findings: Pick<Finding, 'severity'>[];
  provider: string | null;
  scimEnabled: boolean;
}

export interface Health {
  tone: 'good' | 'attention' | 'bad';
  sentence: string;
}

// How the organisation is, in one sentence that somebody can read out.
export function healthOf(facts: Facts, now = new Date()): Health {
  const needing = facts.findings.filter(({ severity }) => severity !== 'info').length;
  const parts = [contact(facts, now), people(facts)];
  parts.push(needing === 0 ? words.calm : words.attention(needing));
  return { tone: toneOf(facts.findings), sentence: `${parts.join('; ')}.` };
}

function contact({ stats, provider, scimEnabled }: Facts, now: Date): string {
  if (!scimEnabled) return words.off;
  const name = words.providers[provider ?? ''] ?? words.provider;
  if (stats.lastWrite) return words.wrote(name, ago(new Date(stats.lastWrite), now));
  if (stats.lastContact) return words.called(name, ago(new Date(stats.lastContact), now));
  return words.silent(name);
}

function people({ stats: { users } }: Facts): string {
  if (users.total === 0) return words.nobody;
  return words.people(number.format(users.active), number.format(users.total));
}

function toneOf(findings: Pick<Finding, 'severity'>[]): Health['tone'] {
  const has = (weight: Finding['severity']) => findings.some(({ severity }) => severity === weight);
  if (has('critical')) return 'bad';
  return has('warning') ? 'attention' : 'good';
}
