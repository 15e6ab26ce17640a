import {
  ActionIcon,
  Avatar,
  Menu,
  Text,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import {
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSun,
  IconUserCircle,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router-dom';

import { api } from '~/api/client';
import { endSession, useSession } from '~/api/session';
import { text } from '~/text';

const schemes: { value: MantineColorScheme; icon: typeof IconSun }[] = [
  { value: 'light', icon: IconSun },
  { value: 'dark', icon: IconMoon },
  { value: 'auto', icon: IconDeviceDesktop },
];

export function AccountMenu({ org }: { org: string | undefined }) {
  const session = useSession();
  const name = session.operator?.name ?? session.member?.userName ?? session.label;
  const { colorScheme, setColorScheme } = useMantineColorScheme();
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
        <Menu.Divider />
        <Menu.Label>{text.shell.colorScheme.label}</Menu.Label>
        {schemes.map(({ value, icon: Icon }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={colorScheme === value}
            leftSection={<Icon size={16} aria-hidden />}
            color={colorScheme === value ? 'indigo' : undefined}
            onClick={() => setColorScheme(value)}
          >
            {text.shell.colorScheme[value]}
          </Menu.Item>
        ))}
        <Menu.Divider />
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
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => api.DELETE('/api/v1/session'),
    onSuccess: () => {
      endSession();
      navigate('/sign-in');
    },
  });
}
