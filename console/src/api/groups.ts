import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { api, body } from './client';
import { fillPage, type Target } from './members';
import { organisationKey } from './organisations';
import type { components } from './schema';

type Schemas = components['schemas'];
export type ScimGroup = Schemas['ScimGroup'];
export type GroupShown = Schemas['ScimGroupShown'];
export type GroupAround = Schemas['GroupAround'];
export type MappingPreview = Schemas['MappingPreview'];
export type PersonChanged = Schemas['PersonChanged'];

export interface GroupFilters {
  search: string;
  mapped: string;
}

export interface MappingChange {
  groupIds: string[];
  mapping: Target | null;
}

export const groupsOfPage = 50;
// What the server maps in one step.
export const groupsAtOnceMax = 1000;

async function readGroups(
  org: string,
  filters: GroupFilters,
  page: { cursor: string | undefined; limit: number; signal?: AbortSignal },
) {
  const { signal, ...place } = page;
  const query = {
    search: filters.search || undefined,
    mapped: filters.mapped === '' ? undefined : filters.mapped === 'true',
    sort: 'name' as const,
    ...place,
  };
  return body(
    api.GET('/api/v1/orgs/{org}/scim-groups', { params: { path: { org }, query }, signal }),
  );
}

export const groupsQuery = (org: string, filters: GroupFilters, cursor: string | undefined) =>
  queryOptions({
    queryKey: organisationKey(org, 'groups', filters, cursor ?? ''),
    queryFn: ({ signal }) =>
      fillPage(
        (from, limit) => readGroups(org, filters, { cursor: from, limit, signal }),
        cursor,
        groupsOfPage,
      ),
    placeholderData: keepPreviousData,
  });

export const groupQuery = (org: string, group: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'group', group),
    queryFn: () =>
      body(api.GET('/api/v1/orgs/{org}/scim-groups/{group}', { params: { path: { org, group } } })),
  });

// The groups that match, as many as may be mapped at once, told page by page as they come.
export async function readMatchingGroups(
  org: string,
  filters: GroupFilters,
  onPage: (soFar: number) => void,
  signal: AbortSignal,
): Promise<{ groups: ScimGroup[]; hasMore: boolean }> {
  const groups: ScimGroup[] = [];
  let cursor: string | undefined;
  do {
    const limit = Math.min(250, groupsAtOnceMax - groups.length);
    const page = await readGroups(org, filters, { cursor, limit, signal });
    groups.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    onPage(groups.length);
  } while (cursor && groups.length < groupsAtOnceMax);
  return { groups, hasMore: !!cursor };
}

// Which part of a preview: the people whose userName has the text, from a place in the list on.
export interface PreviewPlace {
  cursor?: string | undefined;
  search?: string;
}
const queryOf = ({ cursor, search }: PreviewPlace) => ({
  cursor,
  limit: 50,
  search: search || undefined,
});

export const previewMapping = (org: string, change: MappingChange, place: PreviewPlace = {}) =>
  body(
    api.POST('/api/v1/orgs/{org}/scim-groups/mappings/preview', {
      params: { path: { org }, query: queryOf(place) },
      body: change,
    }),
  );

export const applyMapping = (
  org: string,
  change: MappingChange,
  etag: string,
  overrideReason: string,
) =>
  body(
    api.POST('/api/v1/orgs/{org}/scim-groups/mappings', {
      params: { path: { org } },
      body: {
        ...change,
        etag,
        override: overrideReason !== '',
        reason: overrideReason || undefined,
      },
    }),
  );

export const previewDefaultAccess = (
  org: string,
  defaultAccess: Target | null,
  place: PreviewPlace = {},
) =>
  body(
    api.POST('/api/v1/orgs/{org}/default-access/preview', {
      params: { path: { org }, query: queryOf(place) },
      body: { defaultAccess },
    }),
  );

export const applyDefaultAccess = (
  org: string,
  defaultAccess: { role: 'user'; identityType: Target['identityType'] } | null,
  etag: string,
) =>
  body(
    api.PATCH('/api/v1/orgs/{org}/identity-access', {
      params: { path: { org } },
      body: { defaultAccess, etag },
    }),
  );
