import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { api, body } from './client';
import { organisationKey } from './organisations';
import type { components } from './schema';

export type SetupLink = components['schemas']['SetupLink'];
export type NewSetupLink = components['schemas']['NewSetupLink'];
export type SetupLinkWish = components['schemas']['SetupLinkWish'];

export const setupLinksQuery = (org: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'setup-links'),
    queryFn: () => body(api.GET('/api/v1/orgs/{org}/setup-links', { params: { path: { org } } })),
    // Whether the link was redeemed is watched while somebody waits for it.
    refetchInterval: 10_000,
  });

function useRefresh(org: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: setupLinksQuery(org).queryKey });
}

export function useCreateSetupLink(org: string) {
  return useMutation({
    mutationFn: (wish: SetupLinkWish) =>
      body(api.POST('/api/v1/orgs/{org}/setup-links', { params: { path: { org } }, body: wish })),
    onSuccess: useRefresh(org),
  });
}

export function useRevokeSetupLink(org: string) {
  return useMutation({
    mutationFn: (id: string) =>
      api.DELETE('/api/v1/orgs/{org}/setup-links/{link}', {
        params: { path: { org, link: id } },
      }),
    onSuccess: useRefresh(org),
  });
}

export const setupLinkCheck = (link: string) =>
  queryOptions({
    queryKey: ['setup-link', link],
    queryFn: () => body(api.POST('/api/v1/setup-links/check', { body: { link } })),
    // Whether it still works is asked each time that the page is opened.
    staleTime: 0,
  });

export const redeemSetupLink = (link: string, name: string) =>
  body(api.POST('/api/v1/setup-links/redeem', { body: { link, ...(name && { name }) } }));
