import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { api, body } from './client';
import type { components } from './schema';

export type Organisation = components['schemas']['Organisation'] & {
  suspended?: boolean;
  userCount?: number;
  groupCount?: number;
  lastContact?: string | null;
};
export type Health = components['schemas']['OrganisationHealth'];
export type Overview = components['schemas']['Overview'];
export const orders = ['health', 'name', 'failures', 'lastWrite', 'expiry'] as const;
export type Order = (typeof orders)[number];
export const shownKinds = ['attention', 'failing', 'quiet', 'suspended'] as const;
export type Shown = (typeof shownKinds)[number];
export type Operator = components['schemas']['OperatorList']['items'][number];

// Keys of queries about the installation begin with one word each.
export const organisationsKey = ['organisations'];

interface OrganisationsWish {
  search?: string;
  cursor?: string;
  sort?: Order;
  health?: Shown;
}

// What the server has not looked at yet it looks at now.
const untilChecked = (page: { items: Organisation[] } | undefined) =>
  page?.items.some(({ health }) => !health) ? 2_000 : 10_000;

export const organisationsQuery = (query: OrganisationsWish) =>
  queryOptions({
    queryKey: [...organisationsKey, query],
    queryFn: async () => {
      const page = await body(api.GET('/api/v1/orgs', { params: { query } }));
      return { ...page, items: page.items as Organisation[] };
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => untilChecked(state.data),
  });

export const overviewQuery = queryOptions({
  queryKey: [...organisationsKey, 'overview'],
  queryFn: () => body(api.GET('/api/v1/overview')),
  refetchInterval: ({ state }) => (state.data?.notChecked ? 2_000 : 10_000),
});

interface AuditWish {
  type: string;
  actor: string;
  since: string;
  until: string;
}

export const installationAuditQuery = (filters: AuditWish, cursor?: string) =>
  queryOptions({
    queryKey: ['installation-audit', filters, cursor ?? null],
    queryFn: () =>
      body(
        api.GET('/api/v1/audit-events', {
          params: {
            query: {
              ...(filters.type && { type: filters.type }),
              ...(filters.actor && { actor: filters.actor }),
              ...(filters.since && { since: filters.since }),
              ...(filters.until && { until: filters.until }),
              cursor,
            },
          },
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: cursor ? false : 10_000,
  });

// Where the browser saves them from, with the same filters.
export function installationAuditExport(filters: AuditWish, format: 'ndjson' | 'csv'): string {
  const given = Object.entries(filters).filter(([, value]) => value !== '');
  return `/api/v1/audit-events/export?${new URLSearchParams([['format', format], ...given])}`;
}

export const operatorsQuery = queryOptions({
  queryKey: ['operators'],
  queryFn: () => body(api.GET('/api/v1/operators')),
});

export type OperatorKey = components['schemas']['OperatorKey'];

export const operatorKeysQuery = queryOptions({
  queryKey: ['operator-keys'],
  queryFn: () => body(api.GET('/api/v1/operator-keys')),
});

export const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: () => body(api.GET('/api/v1/system')),
  refetchInterval: 5_000,
});
