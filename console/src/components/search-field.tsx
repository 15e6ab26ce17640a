import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigation } from 'react-router-dom';

import { text } from '~/text';

const typingPauseMs = 250;

interface Props extends Omit<TextInputProps, 'value' | 'onChange' | 'label'> {
  label: string;
  value: string;
  // Not for every letter: when the typing has paused.
  onSearch: (value: string) => void;
}

// What is typed shows at once; what is searched for follows when the hand rests.
export function SearchField({ label, value, onSearch, ...rest }: Props) {
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  const tell = (next: string) => {
    told.current = next.trim();
    onSearch(told.current);
  };
  const isLeaving = useIsLeaving();
  // Whoever has pressed a link since is not called back to the list.
  const tellSoon = useDebouncedCallback((next: string) => {
    if (!isLeaving) tell(next);
  }, typingPauseMs);
  // The address changed by other means: a filter was cleared, or the browser went back.
  useEffect(() => {
    if (value !== told.current) setTyped(value);
    told.current = value;
  }, [value]);
  const change = (next: string, isAtOnce: boolean) => {
    setTyped(next);
    if (isAtOnce) tell(next);
    else tellSoon(next);
  };
  return (
    <TextInput
      {...rest}
      type="search"
      aria-label={label}
      value={typed}
      maxLength={320}
      onChange={(event) => change(event.currentTarget.value, false)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed && (
          <CloseButton size="sm" aria-label={text.clearSearch} onClick={() => change('', true)} />
        )
      }
    />
  );
}

// Whether another page is on its way.
function useIsLeaving(): boolean {
  const { location } = useNavigation();
  const { pathname } = useLocation();
  return location !== undefined && location.pathname !== pathname;
}
