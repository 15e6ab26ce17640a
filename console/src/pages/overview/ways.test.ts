import { expect, it } from 'vitest';

import { wayToFailures, wayToPoint } from './ways';

const times = ['2026-11-30T10:00:00Z', '2026-11-30T11:00:00Z'];
const queryOf = (way: string) => Object.fromEntries(new URL(way, 'http://host').searchParams);

it('leads from the failures to all of them, in the time of the chart', () => {
  expect(queryOf(wayToFailures('acme', times))).toEqual({ status: 'failed', since: times[0] });
  expect(queryOf(wayToFailures('acme', []))).toEqual({ status: 'failed' });
});

it('leads from a point to its hour', () => {
  expect(queryOf(wayToPoint('acme', times, 0))).toEqual({ since: times[0], until: times[1] });
  expect(queryOf(wayToPoint('acme', times, 1))).toEqual({ since: times[1] });
});
