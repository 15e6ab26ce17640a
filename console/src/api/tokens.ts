import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { api, body } from './client';
import { organisationKey } from './organisations';
import type { components } from './schema';

export type Token = components['schemas']['Token'];

export const tokensQuery = (org: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'tokens'),
    queryFn: () => body(api.GET('/api/v1/orgs/{org}/tokens', { params: { path: { org } } })),
    placeholderData: keepPreviousData,
    // "Last used" is watched while the identity provider is being set up.
    refetchInterval: 10_000,
  });
