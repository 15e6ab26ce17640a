import type { RouteObject } from 'react-router-dom';

export const installationPages: RouteObject[] = [
  { path: 'orgs', lazy: () => import('./organisations') },
  { path: 'operators', lazy: () => import('./operators') },
  { path: 'audit', lazy: () => import('./audit') },
  { path: 'branding', lazy: () => import('./branding') },
  { path: 'system', lazy: () => import('./system') },
];
