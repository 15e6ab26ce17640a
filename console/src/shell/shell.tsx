import { AppShell, Burger, Group, ScrollArea } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { Outlet, ScrollRestoration, useNavigation, useParams } from 'react-router-dom';

import { AccountMenu } from './account-menu';
import { Brand } from './brand';
import { focusSearch } from './focus-search';
import { LeaveGuard } from './leave-guard';
import { PaletteButton } from './palette-button';
import { SessionEndsSoon } from './session-ends-soon';
import { SideBar } from './side-bar';
import { usePageChange } from './use-page-change';
import { usePalette } from './use-palette';
import { useKeys } from '~/components/keys';
import { text } from '~/text';

const Palette = lazy(() => import('./palette'));
const Shortcuts = lazy(() => import('./shortcuts'));

const contentId = 'content';

// What stays around every page of somebody who is signed in.
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure();
  const { org } = useParams();
  const palette = usePalette();
  const [showsKeys, keys] = useDisclosure();
  usePageChange(contentId, close);
  useHotkeys([['Escape', close]]);
  // A keyboard may have them on whichever keys.
  useKeys({ '/': focusSearch, 'shift+/': focusSearch, '?': keys.open, 'shift+?': keys.open });
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 248, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <ScrollRestoration />
      <Progress />
      <a className="skip-link" href={`#${contentId}`}>
        {text.shell.skipToContent}
      </a>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={isOpen ? text.shell.closeNavigation : text.shell.openNavigation}
            />
            <Brand org={org} onSwitch={() => palette.open('organisations')} />
          </Group>
          <Group gap="xs" wrap="nowrap">
            <PaletteButton onClick={() => palette.open('everything')} />
            <AccountMenu org={org} onShortcuts={keys.open} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={text.shell.navigation}>
        <AppShell.Section grow component={ScrollArea}>
          <SideBar org={org} />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id={contentId} tabIndex={-1}>
        <SessionEndsSoon />
        <Outlet />
      </AppShell.Main>
      <LeaveGuard />
      {palette.scope && (
        <Suspense>
          <Palette scope={palette.scope} org={org} onClose={palette.close} />
        </Suspense>
      )}
      {showsKeys && (
        <Suspense>
          <Shortcuts onClose={keys.close} />
        </Suspense>
      )}
    </AppShell>
  );
}

// While the code of a page is on its way.
function Progress() {
  const isLoading = useNavigation().state === 'loading';
  return isLoading ? (
    <div className="progress" role="progressbar" aria-label={text.shell.loading} />
  ) : null;
}
