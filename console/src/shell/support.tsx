import { Anchor, Text } from '@mantine/core';

import { useProduct } from './use-product';
import { text } from '~/text';

// Where people who are stuck can ask, if the vendor has said.
export function Support({ ta = 'center' }: { ta?: 'center' | 'left' }) {
  const { support } = useProduct();
  if (!support) return null;
  return (
    <Text size="sm" ta={ta} className="breakable">
      {text.shell.help}{' '}
      <Anchor href={addressOf(support)} inherit target="_blank" rel="noreferrer">
        {support.replace(/^https:\/\//, '')}
      </Anchor>
    </Text>
  );
}

export const addressOf = (support: string) =>
  support.startsWith('https://') ? support : `mailto:${support}`;
