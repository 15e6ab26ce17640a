import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';

import { text } from '~/text';

const schemes: { value: MantineColorScheme; icon: typeof IconSun }[] = [
  { value: 'light', icon: IconSun },
  { value: 'dark', icon: IconMoon },
  { value: 'auto', icon: IconDeviceDesktop },
];

// Light, dark, or as the system has it; the browser keeps the choice.
export function ColorSchemeItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return schemes.map(({ value, icon: Icon }) => (
    <Menu.Item
      key={value}
      // A role among its props would be overwritten.
      renderRoot={(props) => (
        <button {...props} role="menuitemradio" aria-checked={colorScheme === value} />
      )}
      leftSection={<Icon size={16} aria-hidden />}
      rightSection={colorScheme === value && <IconCheck size={16} aria-hidden />}
      onClick={() => setColorScheme(value)}
    >
      {text.shell.colorScheme[value]}
    </Menu.Item>
  ));
}
