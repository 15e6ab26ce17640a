import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import { api, body } from './client';
import { organisationKey } from './organisations';
import type { components } from './schema';

type Schemas = components['schemas'];
export type Member = Schemas['Member'];
export type MemberExplained = Schemas['MemberExplained'];
export type MemberSignIn = Schemas['MemberSignIn'];
export type GroupOfMember = Schemas['GroupOfMember'];
export type Credential = Schemas['Credential'];
export type AuditEvent = Schemas['AuditEvent'];
export type Target = Schemas['Target'];
export type EffectiveAccess = Schemas['EffectiveAccess'];

// What the address says, "" for what it does not say.
export interface MemberFilters {
  search: string;
  role: string;
  identityType: string;
  active: string;
  source: string;
  access: string;
  // The id of a group; with `nested`, also whoever is in a group within it.
  group: string;
  nested: string;
}

export const anyMember: MemberFilters = {
  search: '',
  role: '',
  identityType: '',
  active: '',
  source: '',
  access: '',
  group: '',
  nested: '',
};

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export const membersOfPage = 50;
// A search that looks at five thousand people at a time has seen 200,000 by then.
const answersOfPageMax = 40;

// The server ends a page of a search when it has looked at enough people, however few it found:
// goes on until the page is full, so that nobody has to turn empty pages.
export async function fillPage<Item>(
  read: (cursor: string | undefined, limit: number) => Promise<Page<Item>>,
  cursor: string | undefined,
  limit: number,
): Promise<Page<Item>> {
  let page = await read(cursor, limit);
  const items = [...page.items];
  for (let more = 1; more < answersOfPageMax; ++more) {
    if (page.nextCursor === null || items.length >= limit) break;
    page = await read(page.nextCursor, limit - items.length);
    items.push(...page.items);
  }
  return { items, nextCursor: page.nextCursor };
}

const oneOf = <Word extends string>(text: string, ...words: Word[]) =>
  words.find((word) => word === text);

const queryOf = (filters: MemberFilters) => ({
  search: filters.search || undefined,
  role: oneOf(filters.role, 'user', 'admin'),
  identityType: oneOf(filters.identityType, 'human', 'service'),
  active: filters.active === '' ? undefined : filters.active === 'true',
  source: oneOf(filters.source, 'group', 'default', 'direct', 'retained'),
  access: oneOf(filters.access, 'some', 'none'),
  group: filters.group || undefined,
  nested: filters.group && filters.nested === 'true' ? true : undefined,
  sort: 'name' as const,
});

const readMembers = (
  org: string,
  filters: MemberFilters,
  place: { cursor: string | undefined; limit: number },
  signal: AbortSignal,
) =>
  body(
    api.GET('/api/v1/orgs/{org}/members', {
      params: { path: { org }, query: { ...queryOf(filters), ...place } },
      signal,
    }),
  );

// Everybody who matches, told page by page as they come.
export async function readAllMembers(
  org: string,
  filters: MemberFilters,
  onPage: (members: Member[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await readMembers(org, filters, { cursor, limit: 1000 }, signal);
    onPage(page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

export const membersQuery = (org: string, filters: MemberFilters, cursor: string | undefined) =>
  queryOptions({
    queryKey: organisationKey(org, 'members', filters, cursor ?? ''),
    queryFn: ({ signal }) =>
      fillPage(
        (from, limit) => readMembers(org, filters, { cursor: from, limit }, signal),
        cursor,
        membersOfPage,
      ),
    placeholderData: keepPreviousData,
  });

// Some of those who can give others access.
export const adminsQuery = (org: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'admins'),
    queryFn: () =>
      body(
        api.GET('/api/v1/orgs/{org}/members', {
          params: {
            path: { org },
            query: { role: 'admin', identityType: 'human', active: true, limit: 5 },
          },
        }),
      ),
  });

// The entry that says who deleted a user or a group, and when.
export const deletionQuery = (org: string, type: 'user.deleted' | 'group.deleted', id: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'deletion', id),
    queryFn: () =>
      body(
        api.GET('/api/v1/orgs/{org}/audit-events', {
          params: { path: { org }, query: { target: id, type, limit: 1 } },
        }),
      ),
  });

// The newest entry that says that a person was erased.
export const erasureQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'erasure', id),
    queryFn: () =>
      body(
        api.GET('/api/v1/orgs/{org}/audit-events', {
          params: { path: { org }, query: { target: id, type: 'user.erased', limit: 1 } },
        }),
      ),
  });

// `without`: the answer says, too, what would remain if that group were gone.
export const memberQuery = (org: string, id: string, without = '') =>
  queryOptions({
    queryKey: organisationKey(org, 'member', id, without),
    queryFn: () =>
      body(
        api.GET('/api/v1/orgs/{org}/members/{id}', {
          params: { path: { org, id }, query: { without: without || undefined } },
        }),
      ),
  });

export const sessionsQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'member', id, 'sessions'),
    queryFn: () =>
      body(
        api.GET('/api/v1/orgs/{org}/members/{id}/sessions', {
          params: { path: { org, id }, query: { limit: 200 } },
        }),
      ),
  });

export const apiKeysQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'member', id, 'api-keys'),
    queryFn: () =>
      body(
        api.GET('/api/v1/orgs/{org}/members/{id}/api-keys', {
          params: { path: { org, id }, query: { limit: 200 } },
        }),
      ),
  });

export const historyKey = (org: string, id: string) =>
  organisationKey(org, 'member', id, 'history');

export const readHistory = (org: string, id: string, cursor: string | undefined) =>
  body(
    api.GET('/api/v1/orgs/{org}/audit-events', {
      params: {
        path: { org },
        query: { target: id, mentions: true, folded: true, cursor, limit: 25 },
      },
    }),
  );
