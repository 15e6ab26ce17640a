import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { api, body } from '~/api/client';
import { organisationKey } from '~/api/organisations';
import type { components } from '~/api/schema';
import { useMay } from '~/api/session';
import { showToast } from '~/components/toasts';
import { useOrg } from '~/shell/use-org';
import { settingsText } from '~/text/settings';

export type IdentityAccess = components['schemas']['IdentityAccess'] & { logBodies?: boolean };
export type IdentityAccessChange = components['schemas']['IdentityAccessChange'] & {
  logBodies?: boolean;
};

export { useOrg };

export const signInQuery = (org: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'sign-in'),
    queryFn: () => body(api.GET('/api/v1/orgs/{org}/sign-in', { params: { path: { org } } })),
  });

export const identityAccessQuery = (org: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'identity-access'),
    queryFn: () =>
      body(api.GET('/api/v1/orgs/{org}/identity-access', { params: { path: { org } } })),
    // The server is deleting attributes by itself; its progress is shown.
    refetchInterval: (query) => (query.state.data?.purging ? 1000 : false),
  });

// Changes settings; what is shown afterwards is what the server answered.
export function useChangeSettings() {
  const org = useOrg();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: IdentityAccessChange) =>
      body(
        api.PATCH('/api/v1/orgs/{org}/identity-access', {
          params: { path: { org } },
          body: change,
        }),
      ),
    onSuccess: (answer) => {
      client.setQueryData(identityAccessQuery(org).queryKey, answer);
      showToast({ title: settingsText.saved });
      return client.invalidateQueries({ queryKey: organisationKey(org) });
    },
  });
}

// Why settings cannot be changed here, or nothing.
export function useLock(): string | null {
  return useMay('manage_identity_access') ? null : settingsText.readOnly;
}
