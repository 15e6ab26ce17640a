import { AppShell, Burger, Group, ScrollArea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect } from 'react';
import { Outlet, useLocation, useParams } from 'react-router-dom';

import { AccountMenu } from './account-menu';
import { Brand } from './brand';
import { SideBar } from './side-bar';
import { text } from '~/text';

// What stays around every page of somebody who is signed in.
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure();
  const { pathname } = useLocation();
  const { org } = useParams();
  useEffect(close, [pathname, close]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 248, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <a className="skip-link" href="#content">
        {text.shell.skipToContent}
      </a>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={isOpen ? text.shell.closeNavigation : text.shell.openNavigation}
            />
            <Brand org={org} />
          </Group>
          <AccountMenu org={org} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={text.shell.navigation}>
        <AppShell.Section grow component={ScrollArea}>
          <SideBar org={org} />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}
