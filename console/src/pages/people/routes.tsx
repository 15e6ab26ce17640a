import type { LoaderFunctionArgs, RouteObject } from 'react-router-dom';

import { groupQuery, groupsQuery } from '~/api/groups';
import { memberQuery, membersQuery } from '~/api/members';
import { queries } from '~/api/queries';
import { groupFiltersOf, memberFiltersOf } from './filters';

// A loader starts a page's reading while the page's own code is still on its way, and waits for
// none of it: the page shows what it is waiting for.
const startMembers = ({ params, request }: LoaderFunctionArgs) => {
  const query = new URL(request.url).searchParams;
  const cursor = query.get('cursor') ?? undefined;
  void queries.prefetchQuery(membersQuery(params.org ?? '', memberFiltersOf(query), cursor));
  return null;
};

const startMember = ({ params, request }: LoaderFunctionArgs) => {
  const without = new URL(request.url).searchParams.get('without') ?? '';
  void queries.prefetchQuery(memberQuery(params.org ?? '', params.id ?? '', without));
  return null;
};

const startGroups = ({ params, request }: LoaderFunctionArgs) => {
  const query = new URL(request.url).searchParams;
  const cursor = query.get('cursor') ?? undefined;
  void queries.prefetchQuery(groupsQuery(params.org ?? '', groupFiltersOf(query), cursor));
  return null;
};

const startGroup = ({ params }: LoaderFunctionArgs) => {
  void queries.prefetchQuery(groupQuery(params.org ?? '', params.id ?? ''));
  return null;
};

export const peoplePages: RouteObject[] = [
  { path: 'members', loader: startMembers, lazy: () => import('./members') },
  { path: 'members/:id', loader: startMember, lazy: () => import('./member') },
  { path: 'scim-groups', loader: startGroups, lazy: () => import('./scim-groups') },
  { path: 'scim-groups/:id', loader: startGroup, lazy: () => import('./group') },
];
