import { queryOptions, useQuery } from '@tanstack/react-query';

import { api, body } from './client';
import { isStatus } from './problem';
import { queries } from './queries';
import { useSession } from './session';

// Keys of queries about one organisation begin with ["org", org], so that a change can say at once
// that all of them are old.
export const organisationKey = (org: string, ...rest: unknown[]) => ['org', org, ...rest];

export const organisationQuery = (org: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'organisation'),
    queryFn: () => body(api.GET('/api/v1/orgs/{org}', { params: { path: { org } } })),
  });

// Whether there is an organisation of that name. An answer of its own: a failed query is asked again by
// whatever shows its failure.
export const existenceQuery = (org: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'existence'),
    queryFn: async () => {
      try {
        await queries.ensureQueryData(organisationQuery(org));
        return true;
      } catch (error) {
        if (isStatus(error, 404)) return false;
        throw error;
      }
    },
    staleTime: 60_000,
  });

// What people call the organisation. A member's session knows its own; not every member may ask for
// its settings.
export function useOrganisationName(org: string | undefined): string | undefined {
  const { organisation } = useSession();
  const { data } = useQuery({ ...organisationQuery(org ?? ''), enabled: !!org && !organisation });
  if (!org) return undefined;
  return (organisation?.id === org ? organisation.name : data?.name) || org;
}
