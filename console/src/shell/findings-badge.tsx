import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { useOrg } from './use-org';
import { findingsQuery } from '~/api/stats';
import { text } from '~/text';

const colors = { critical: 'red', warning: 'orange', info: 'gray' } as const;

// How many findings are open; in the colour of the worst.
export function FindingsBadge() {
  const { data } = useQuery({ ...findingsQuery(useOrg()), refetchInterval: 60_000 });
  const [worst] = data?.items ?? [];
  if (!data || !worst) return null;
  const count = `${data.items.length}${data.nextCursor ? '+' : ''}`;
  return (
    <Badge size="sm" variant="light" color={colors[worst.severity]} className="number">
      <span aria-hidden>{count}</span>
      <span className="visually-hidden">{text.shell.openFindings(count)}</span>
    </Badge>
  );
}
