import type { RouteObject } from 'react-router-dom';

// For everybody, whether above the organisations or within one.
export const profilePages: RouteObject[] = [{ path: 'profile', lazy: () => import('./profile') }];

export const rolePages: RouteObject[] = [
  { path: 'role-permissions', lazy: () => import('./role-permissions') },
];
