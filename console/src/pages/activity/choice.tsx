import { Select } from '@mantine/core';

interface Props {
  label: string;
  placeholder: string;
  options: Record<string, string>;
  value: string;
  onChange: (value: string) => void;
  w?: number;
}

// A filter by one of a few words.
export function Choice({ label, placeholder, options, value, onChange, w = 210 }: Props) {
  const data = Object.entries(options).map(([key, name]) => ({ value: key, label: name }));
  // Narrower than what is offered: a link, or a press on a name in the list.
  const isOther = value && !options[value];
  return (
    <Select
      label={label}
      placeholder={placeholder}
      data={isOther ? [value, ...data] : data}
      value={value || null}
      onChange={(next) => onChange(next ?? '')}
      clearable
      searchable
      w={w}
    />
  );
}
