import { queryOptions } from '@tanstack/react-query';

import { api, body } from './client';

// Keys of queries about one organisation begin with ["org", org], so that a change can say at once
// that all of them are old.
export const organisationKey = (org: string, ...rest: unknown[]) => ['org', org, ...rest];

export const organisationQuery = (org: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'organisation'),
    queryFn: () => body(api.GET('/api/v1/orgs/{org}', { params: { path: { org } } })),
  });
