// What a point of a chart counts: from its time to that of the next.
export function wayToPoint(org: string, times: string[], at: number): string {
  const [since = '', until = ''] = times.slice(at);
  return `/o/${org}/log?${new URLSearchParams({ since, ...(until && { until }) })}`;
}

// Every failure that a chart counts. Its last point lasts until now.
export function wayToFailures(org: string, times: string[]): string {
  const [since] = times;
  return `/o/${org}/log?${new URLSearchParams({ status: 'failed', ...(since && { since }) })}`;
}
