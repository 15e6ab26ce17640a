import { AppShell, Burger, Group, ScrollArea } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { Outlet, ScrollRestoration, useParams } from 'react-router-dom';

import { AccountMenu } from './account-menu';
import { Brand } from './brand';
import { SideBar } from './side-bar';
import { usePageChange } from './use-page-change';
import { text } from '~/text';

const contentId = 'content';

// What stays around every page of somebody who is signed in.
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure();
  const { org } = useParams();
  usePageChange(contentId, close);
  useHotkeys([['Escape', close]]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 248, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <ScrollRestoration />
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
      <AppShell.Main id={contentId} tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}
