import { createBrowserRouter, type RouteObject } from 'react-router-dom';

import { queries } from '~/api/queries';
import { sessionQuery } from '~/api/session';
import { activityPages } from '~/pages/activity/routes';
import { installationPages } from '~/pages/installation/routes';
import { overviewPages } from '~/pages/overview/routes';
import { peoplePages } from '~/pages/people/routes';
import { profilePages, rolePages } from '~/pages/profile/routes';
import { settingsPages } from '~/pages/settings/routes';
import { signInPages } from '~/pages/sign-in/routes';
import { Fault } from '~/shell/fault';
import { Guarded, OrganisationPages } from '~/shell/guarded';
import { Home, OrganisationHome } from '~/shell/home';
import { NotFound } from '~/shell/not-found';
import { Shell } from '~/shell/shell';
import { SignedIn } from '~/shell/signed-in';

// Pages of one organisation, below /o/{org}.
const organisationPages: RouteObject[] = [
  { index: true, element: <OrganisationHome /> },
  ...overviewPages,
  ...settingsPages,
  ...peoplePages,
  ...activityPages,
  ...profilePages,
  ...rolePages,
];

// Asks who is signed in while the page's own code is still on its way.
const askForSession = () => {
  void queries.prefetchQuery(sessionQuery);
  return null;
};

export const router = createBrowserRouter(
  [
    {
      errorElement: <Fault />,
      children: [
        ...signInPages,
        {
          loader: askForSession,
          element: <SignedIn />,
          children: [
            { index: true, element: <Home /> },
            {
              element: <Shell />,
              children: [
                {
                  errorElement: <Fault />,
                  children: [
                    { element: <Guarded />, children: [...installationPages, ...profilePages] },
                    {
                      path: 'o/:org',
                      element: <OrganisationPages />,
                      children: organisationPages,
                    },
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
