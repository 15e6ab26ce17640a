import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { api, body } from './client';
import type { components } from './schema';

export type Organisation = components['schemas']['Organisation'] & {
  suspended?: boolean;
  userCount?: number;
  groupCount?: number;
  lastContact?: string | null;
};
export type Operator = components['schemas']['OperatorList']['items'][number];

// Keys of queries about the installation begin with one word each.
export const organisationsKey = ['organisations'];

export const organisationsQuery = (query: { search?: string; cursor?: string }) =>
  queryOptions({
    queryKey: [...organisationsKey, query],
    queryFn: async () => {
      const page = await body(api.GET('/api/v1/orgs', { params: { query } }));
      return { ...page, items: page.items as Organisation[] };
    },
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });

export const operatorsQuery = queryOptions({
  queryKey: ['operators'],
  queryFn: () => body(api.GET('/api/v1/operators')),
});

export const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: () => body(api.GET('/api/v1/system')),
  refetchInterval: 5_000,
});
