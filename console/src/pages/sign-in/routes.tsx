import type { RouteObject } from 'react-router-dom';

// What is open to somebody who is not signed in.
export const signInPages: RouteObject[] = [
  { path: 'sign-in', lazy: () => import('./sign-in') },
  { path: 'sign-in-test', lazy: () => import('./sign-in-test') },
  { path: 'setup', lazy: () => import('./setup') },
  { path: 'setup-link', lazy: () => import('./setup-link') },
];
