import { ActionIcon, Avatar, Menu, Text } from '@mantine/core';
import { IconArrowBackUp, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router-dom';

import { ColorSchemeItems } from './color-scheme-items';
import { api } from '~/api/client';
import { endSession, nameOf, useSession } from '~/api/session';
import { text } from '~/text';

export function AccountMenu({ org }: { org: string | undefined }) {
  const session = useSession();
  const name = nameOf(session);
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={240} withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" radius="xl" size="lg" aria-label={text.shell.account}>
          <Avatar name={name} color="indigo" size={30} alt="" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" truncate>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {session.label}
          </Text>
        </Menu.Label>
        <Menu.Item
          component={Link}
          to={org ? `/o/${org}/profile` : '/profile'}
          leftSection={<IconUserCircle size={16} aria-hidden />}
        >
          {text.shell.pages.profile}
        </Menu.Item>
        {session.contact?.returnUrl && (
          <Menu.Item
            component="a"
            href={session.contact.returnUrl}
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
          >
            {text.setupLinks.backTo(new URL(session.contact.returnUrl).host)}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label>{text.shell.colorScheme.label}</Menu.Label>
        <ColorSchemeItems />
        <Menu.Divider />
        {session.contact && <Menu.Label>{text.setupLinks.signOutHint}</Menu.Label>}
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => signOut.mutate()}
        >
          {text.shell.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useSignOut() {
  return useMutation({
    mutationFn: () => api.DELETE('/api/v1/session'),
    onSuccess: () => endSession('signed-out'),
  });
}
