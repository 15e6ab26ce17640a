import { ActionIcon, Menu } from '@mantine/core';
import { IconContrast2 } from '@tabler/icons-react';

import { ColorSchemeItems } from './color-scheme-items';
import { text } from '~/text';

export function ColorSchemeMenu() {
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={text.shell.colorScheme.label}>
          <IconContrast2 size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <ColorSchemeItems />
      </Menu.Dropdown>
    </Menu>
  );
}
