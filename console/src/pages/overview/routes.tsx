import type { RouteObject } from 'react-router-dom';

export const overviewPages: RouteObject[] = [
  { path: 'overview', lazy: () => import('./overview') },
];
