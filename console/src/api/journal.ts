import { queryOptions } from '@tanstack/react-query';

import { api, body } from './client';
import { organisationKey } from './organisations';
import type { components } from './schema';

export type AuditEvent = components['schemas']['AuditEvent'];
export type AuditSearch = components['schemas']['AuditSearch'];
export type Change = components['schemas']['Change'];
export type Changes = components['schemas']['Changes'];

export const auditFilterNames = ['search', 'type', 'actor', 'target', 'since', 'until'] as const;
export type AuditFilters = Record<(typeof auditFilterNames)[number], string>;

const set = (filters: AuditFilters) =>
  Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== ''),
  ) as Partial<AuditFilters>;

export const auditQuery = (org: string, filters: AuditFilters, cursor?: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'audit', filters, cursor ?? null),
    queryFn: () =>
      body(
        api.GET('/api/v1/orgs/{org}/audit-events', {
          params: { path: { org }, query: { ...set(filters), folded: true, cursor } },
        }),
      ),
  });

// The same events as a file, which the browser saves as it comes.
export const auditExport = (org: string, filters: AuditFilters, format: 'ndjson' | 'csv') =>
  `/api/v1/orgs/${org}/audit-events/export?${new URLSearchParams({ format, ...set(filters) })}`;

// Without the Accept of a stream the answer is a page.
export const readChanges = (org: string, after: number, limit: number) =>
  body(
    api.GET('/api/v1/orgs/{org}/changes', { params: { path: { org }, query: { after, limit } } }),
  ) as Promise<Changes>;

// The number of the newest change, which the audit trail has at its top.
export async function newestSeq(org: string): Promise<number> {
  const page = await body(
    api.GET('/api/v1/orgs/{org}/audit-events', { params: { path: { org }, query: { limit: 1 } } }),
  );
  return page.items[0]?.seq ?? 0;
}

export const changesStream = (org: string, after: number) =>
  `/api/v1/orgs/${org}/changes?after=${after}`;
