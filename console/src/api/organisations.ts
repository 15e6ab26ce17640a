import { queryOptions, useQuery } from '@tanstack/react-query';

import { api, body } from './client';
import { useSession } from './session';

// Keys of queries about one organisation begin with ["org", org], so that a change can say at once
// that all of them are old.
export const organisationKey = (org: string, ...rest: unknown[]) => ['org', org, ...rest];

export const organisationQuery = (org: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'organisation'),
    queryFn: () => body(api.GET('/api/v1/orgs/{org}', { params: { path: { org } } })),
  });

// What people call the organisation. A member's session knows its own; not every member may ask for
// its settings.
export function useOrganisationName(org: string | undefined): string | undefined {
  const { organisation } = useSession();
  const { data } = useQuery({ ...organisationQuery(org ?? ''), enabled: !!org && !organisation });
  if (!org) return undefined;
  return (organisation?.id === org ? organisation.name : data?.name) || org;
}
