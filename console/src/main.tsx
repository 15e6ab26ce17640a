import './library-styles';
import '@mantine/notifications/styles.css';
import './styles.css';

import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router-dom';

import { allowStyles } from '~/nonce';
import { queries, watchFocus } from '~/api/queries';
import { router } from '~/router';
import { Splash } from '~/shell/splash';
import { Themed } from '~/shell/themed';

allowStyles();
watchFocus();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element for the console');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Themed>
        {/* Where no page has its buttons, and below the dialogs (200): no message lies over what
            somebody is asked or wants to press next. */}
        <Notifications position="bottom-center" zIndex={150} />
        <RouterProvider router={router} fallbackElement={<Splash />} />
      </Themed>
    </QueryClientProvider>
  </StrictMode>,
);

// What index.html showed until now; the page has its own by the next task.
setTimeout(() => document.getElementById('splash')?.remove());
