import type { Health, Organisation, Overview, Shown } from '~/api/installation';

export type State =
  'suspended' | 'unknown' | 'critical' | 'warning' | 'failing' | 'settingUp' | 'info' | 'well';

// What an operator should know first. A suspended organisation is only that.
export function stateOf({ suspended, health }: Pick<Organisation, 'suspended' | 'health'>): State {
  if (suspended) return 'suspended';
  if (!health) return 'unknown';
  if (!health.needsAttention && health.settingUp) return 'settingUp';
  if (health.needsAttention && health.worst?.severity === 'info') return 'failing';
  return health.worst?.severity ?? (health.failing ? 'failing' : 'well');
}

export const failedOf = (health: Health) => health.failures24h + health.refusals24h;

// How many there are behind each filter.
export function countsOf(overview: Overview): Record<'all' | Shown, number> {
  return {
    all: overview.organisations,
    attention: overview.needsAttention,
    failing: overview.failing,
    quiet: overview.quiet,
    suspended: overview.suspended,
  };
}

// "2.4%", and never "0%" where there is anything.
export function share(part: number, whole: number): string {
  if (whole === 0 || part === 0) return '0%';
  const percent = (100 * part) / whole;
  if (percent < 0.1) return 'less than 0.1%';
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)}%`;
}
