import { queryOptions } from '@tanstack/react-query';

import { api, body } from './client';
import { organisationKey } from './organisations';
import type { components, operations } from './schema';

export type LogEntry = components['schemas']['LogEntry'] & {
  requestBody?: string | null;
  responseBody?: string | null;
};

export const logFilterNames = [
  'status',
  'method',
  'requestId',
  'token',
  'cause',
  'search',
  'since',
  'until',
] as const;
export type LogFilters = Record<(typeof logFilterNames)[number], string>;

// The filters, none of which is set.
export const everyRequest = Object.fromEntries(
  logFilterNames.map((name) => [name, '']),
) as LogFilters;

type Query = NonNullable<operations['listLog']['parameters']['query']>;

const set = (filters: LogFilters) =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== '')) as Query;

type LogPage = components['schemas']['LogEntryList'];

// Without the Accept of a stream the answer is a page.
export const readLog = (org: string, filters: LogFilters, cursor?: string) =>
  body(
    api.GET('/api/v1/orgs/{org}/provisioning-log', {
      params: { path: { org }, query: { ...set(filters), cursor } },
    }),
  ) as Promise<LogPage>;

export const logQuery = (org: string, filters: LogFilters, cursor?: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'log', filters, cursor ?? null),
    queryFn: () => readLog(org, filters, cursor),
  });

// Where the entries to come are told, one by one.
export const logStream = (org: string, filters: LogFilters) =>
  `/api/v1/orgs/${org}/provisioning-log?${new URLSearchParams(set(filters) as LogFilters)}`;

export const logEntryQuery = (org: string, id: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'log-entry', id),
    queryFn: (): Promise<LogEntry> =>
      body(api.GET('/api/v1/orgs/{org}/provisioning-log/{id}', { params: { path: { org, id } } })),
  });
