import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { useOrg } from '../use-settings';
import { api, body } from '~/api/client';
import { organisationKey } from '~/api/organisations';
import type { components } from '~/api/schema';

export const guideQuery = (org: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'setup-guide'),
    queryFn: () => body(api.GET('/api/v1/orgs/{org}/setup-guide', { params: { path: { org } } })),
    // So that somebody who looks here while working in their identity provider sees it happen.
    refetchInterval: 2_000,
  });

export function useGuide() {
  return useQuery(guideQuery(useOrg()));
}

export function useChangeGuide() {
  const org = useOrg();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: components['schemas']['SetupGuideChange']) =>
      body(
        api.PATCH('/api/v1/orgs/{org}/setup-guide', { params: { path: { org } }, body: change }),
      ),
    onSuccess: (answer) => client.setQueryData(guideQuery(org).queryKey, answer),
  });
}
