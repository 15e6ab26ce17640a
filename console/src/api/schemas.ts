import { queryOptions } from '@tanstack/react-query';

import { api, body } from './client';
import { organisationKey } from './organisations';
import type { components } from './schema';

export type OrgSchema = components['schemas']['OrgSchema'];

export const schemasQuery = (org: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'schemas'),
    queryFn: () =>
      body(
        api.GET('/api/v1/orgs/{org}/schemas', { params: { path: { org }, query: { limit: 200 } } }),
      ),
    // The server is deleting values by itself; its progress is shown.
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ progress }) => progress) ? 1000 : false,
  });
