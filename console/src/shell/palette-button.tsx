import { ActionIcon, Button, Kbd } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';

import { paletteKeys } from '~/components/keys';
import { text } from '~/text';

export function PaletteButton({ onClick }: { onClick: () => void }) {
  return (
    <>
      <Button
        variant="default"
        size="xs"
        visibleFrom="sm"
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={<Kbd size="xs">{paletteKeys}</Kbd>}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={onClick}
      >
        {text.shell.search}
      </Button>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        hiddenFrom="sm"
        aria-label={text.shell.search}
        onClick={onClick}
      >
        <IconSearch size={18} aria-hidden />
      </ActionIcon>
    </>
  );
}
