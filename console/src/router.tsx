import { createBrowserRouter, Navigate, type RouteObject } from 'react-router-dom';

import { activityPages } from '~/pages/activity/routes';
import { installationPages } from '~/pages/installation/routes';
import { overviewPages } from '~/pages/overview/routes';
import { peoplePages } from '~/pages/people/routes';
import { profilePages, rolePages } from '~/pages/profile/routes';
import { settingsPages } from '~/pages/settings/routes';
import { signInPages } from '~/pages/sign-in/routes';
import { Fault } from '~/shell/fault';
import { Home } from '~/shell/home';
import { NotFound } from '~/shell/not-found';
import { Shell } from '~/shell/shell';
import { SignedIn } from '~/shell/signed-in';

// Pages of one organisation, below /o/{org}.
const organisationPages: RouteObject[] = [
  { index: true, element: <Navigate to="overview" replace /> },
  ...overviewPages,
  ...settingsPages,
  ...peoplePages,
  ...activityPages,
  ...profilePages,
  ...rolePages,
];

export const router = createBrowserRouter(
  [
    {
      errorElement: <Fault />,
      children: [
        ...signInPages,
        {
          element: <SignedIn />,
          children: [
            { index: true, element: <Home /> },
            {
              element: <Shell />,
              children: [
                {
                  errorElement: <Fault />,
                  children: [
                    ...installationPages,
                    ...profilePages,
                    { path: 'o/:org', children: organisationPages },
                    { path: '*', element: <NotFound /> },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
  { basename: '/console' },
);
