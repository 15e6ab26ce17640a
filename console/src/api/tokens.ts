import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { api, body } from './client';
import { organisationKey } from './organisations';
import type { components } from './schema';
import { plainName } from '~/components/visible';

export type Token = components['schemas']['Token'];

// What a select calls it: two may have the same name.
export function tokenName(token: Token): string;
export function tokenName(token?: Token): string | undefined;
export function tokenName(token?: Token) {
  if (!token) return undefined;
  const prefix = `${token.prefix}…`;
  return token.name ? `${plainName(token.name)} (${prefix})` : prefix;
}

export const tokensQuery = (org: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'tokens'),
    queryFn: () => body(api.GET('/api/v1/orgs/{org}/tokens', { params: { path: { org } } })),
    placeholderData: keepPreviousData,
    // "Last used" is watched while the identity provider is being set up.
    refetchInterval: 10_000,
  });
