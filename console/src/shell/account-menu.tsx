import { ActionIcon, Avatar, Menu, Text } from '@mantine/core';
import { IconArrowBackUp, IconKeyboard, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Link } from 'react-router-dom';

import { ColorSchemeItems } from './color-scheme-items';
import { useSignOut } from './use-sign-out';
import { nameOf, useSession } from '~/api/session';
import { Name } from '~/components/name';
import { plainName } from '~/components/visible';
import { text } from '~/text';

interface Props {
  org: string | undefined;
  onShortcuts: () => void;
}

export function AccountMenu({ org, onShortcuts }: Props) {
  const session = useSession();
  const name = nameOf(session);
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={240} withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          radius="xl"
          size="lg"
          aria-label={text.shell.account(plainName(name))}
        >
          <Avatar name={name} variant="filled" color="indigo" size={30} alt="" aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" truncate>
            <Name>{name}</Name>
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
        <Menu.Item
          visibleFrom="sm"
          leftSection={<IconKeyboard size={16} aria-hidden />}
          onClick={onShortcuts}
        >
          {text.shell.shortcuts.title}
        </Menu.Item>
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
