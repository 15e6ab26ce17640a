import { TextInput } from '@mantine/core';

import { CopyIcon } from './copy-icon';
import { useCopy } from './use-copy';

// A value to take along, with its button.
export function CopyField({
  label,
  value,
  description,
}: {
  label: string;
  value: string;
  description?: string;
}) {
  const { source, ...copying } = useCopy<HTMLInputElement>(value);
  return (
    <TextInput
      ref={source}
      label={label}
      description={description}
      value={value}
      readOnly
      onFocus={(event) => event.currentTarget.select()}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      rightSection={<CopyIcon label={label} {...copying} />}
    />
  );
}
