import type { RouteObject } from 'react-router-dom';

export const settingsPages: RouteObject[] = [
  { path: 'identity-access', lazy: () => import('./identity-access') },
  { path: 'notices', lazy: () => import('./notices') },
  { path: 'organisation', lazy: () => import('./organisation') },
  { path: 'setup-guide', lazy: () => import('./guide/setup-guide') },
];
