import type { RouteObject } from 'react-router-dom';

export const activityPages: RouteObject[] = [
  { path: 'log', lazy: () => import('./log') },
  { path: 'log/:id', lazy: () => import('./log-entry') },
  { path: 'findings', lazy: () => import('./findings') },
  { path: 'audit', lazy: () => import('./audit') },
  { path: 'changes', lazy: () => import('./changes') },
];
