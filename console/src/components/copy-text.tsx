import { Code, Group } from '@mantine/core';

import { CopyIcon } from './copy-icon';
import { useCopy } from './use-copy';
import { visible } from './visible';

// A short value within a page, with its button.
export function CopyText({ label, value }: { label: string; value: string }) {
  const { source, ...copying } = useCopy<HTMLElement>(value);
  return (
    <Group gap={4} wrap="nowrap" align="center">
      <Code ref={source} className="breakable">
        <bdi>{visible(value)}</bdi>
      </Code>
      <CopyIcon label={label} {...copying} />
    </Group>
  );
}
