import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconKeyboard } from '@tabler/icons-react';

import { copyKeys } from './keys';
import type { Copying, CopyState } from './use-copy';
import { text } from '~/text';

const looks = {
  idle: { icon: IconCopy, color: 'gray', tip: text.copy },
  copied: { icon: IconCheck, color: 'teal', tip: text.copied },
  refused: { icon: IconKeyboard, color: 'orange', tip: text.pressToCopy(copyKeys) },
} as const satisfies Record<CopyState, unknown>;

interface Props extends Copying {
  // Of what is copied.
  label: string;
}

export function CopyIcon({ label, state, copy }: Props) {
  const { icon: Icon, color, tip } = looks[state];
  return (
    <>
      <Tooltip label={tip} opened={state === 'refused' || undefined}>
        <ActionIcon
          variant="subtle"
          color={color}
          onClick={copy}
          aria-label={`${text.copy} ${label}`}
        >
          <Icon size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <CopyStatus state={state} />
    </>
  );
}

// For those who do not see the icon change.
export function CopyStatus({ state }: { state: CopyState }) {
  return (
    <span role="status" className="visually-hidden">
      {state === 'copied' && text.copied}
      {state === 'refused' && text.pressToCopy(copyKeys)}
    </span>
  );
}
