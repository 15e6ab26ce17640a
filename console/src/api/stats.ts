import { queryOptions } from '@tanstack/react-query';

import { api, body } from './client';
import { organisationKey } from './organisations';
import type { components } from './schema';

export type Finding = components['schemas']['Finding'];
export type Stats = components['schemas']['Stats'];
export type History = components['schemas']['StatsHistory'];
export type Range = History['range'];

// What changes by itself is asked for again while somebody looks.
const refetchInterval = 30_000;

export const findingsQuery = (org: string, cursor?: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'findings', cursor ?? null),
    queryFn: () =>
      body(
        api.GET('/api/v1/orgs/{org}/findings', { params: { path: { org }, query: { cursor } } }),
      ),
    refetchInterval,
  });

export const statsQuery = (org: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'stats'),
    queryFn: () => body(api.GET('/api/v1/orgs/{org}/stats', { params: { path: { org } } })),
    refetchInterval,
  });

export const historyQuery = (org: string, range: Range) =>
  queryOptions({
    queryKey: organisationKey(org, 'stats-history', range),
    queryFn: () =>
      body(
        api.GET('/api/v1/orgs/{org}/stats/history', {
          params: { path: { org }, query: { range } },
        }),
      ),
    refetchInterval: 2 * refetchInterval,
  });
