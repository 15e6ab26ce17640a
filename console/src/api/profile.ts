import { queryOptions } from '@tanstack/react-query';

import { api, body } from './client';
import type { components } from './schema';

export type OwnSession = components['schemas']['OwnSessionList']['items'][number];

export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: () => body(api.GET('/api/v1/me/sessions')),
});

export const permissionTableQuery = queryOptions({
  queryKey: ['permission-table'],
  queryFn: () => body(api.GET('/api/v1/permissions')),
  // It changes with the version of the server alone.
  staleTime: Number.POSITIVE_INFINITY,
});
