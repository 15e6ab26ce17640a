import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { api, body } from './client';
import { organisationKey } from './organisations';
import type { components } from './schema';

export type Notices = components['schemas']['Notices'];
export type NoticeKind = Notices['items'][number]['kind'];

export const noticesQuery = (org: string) =>
  queryOptions({
    queryKey: organisationKey(org, 'notices'),
    queryFn: () => body(api.GET('/api/v1/orgs/{org}/notices', { params: { path: { org } } })),
  });

// Switches one kind; what is shown afterwards is what the server answered.
export function useSwitchNotice(org: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, on }: { kind: NoticeKind; on: boolean }) =>
      body(
        api.PATCH('/api/v1/orgs/{org}/notices', {
          params: { path: { org } },
          body: on ? { on: [kind] } : { off: [kind] },
        }),
      ),
    onSuccess: (answer) => client.setQueryData(noticesQuery(org).queryKey, answer),
  });
}
