import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';

import { readTyped, shownTyped, type Kind } from './typed-moment';
import { momentsText as words } from '~/text/moments';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  kind: Kind;
  // "2026-12-01" or a moment in ISO 8601; empty for none.
  value: string;
  // What is no day or moment is given as typed where `takesAnything`, and not at all elsewhere.
  onChange: (value: string) => void;
  takesAnything?: boolean;
}

// A day or a moment, typed in words: the browser's own field shows it by the rules of another country
// than the page.
export function MomentInput({ kind, value, onChange, takesAnything, error, ...rest }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && typed.trim() !== '' && readTyped(typed, kind) === null;
  const [isLeft, setIsLeft] = useState(false);
  const finish = () => {
    setIsLeft(true);
    if (typed === null || (isWrong && !takesAnything)) return;
    onChange(isWrong ? typed.trim() : (readTyped(typed, kind) ?? ''));
    if (!isWrong) setTyped(null);
  };
  return (
    <TextInput
      {...rest}
      placeholder={words.example[kind]}
      autoComplete="off"
      error={(isWrong && isLeft && words.wrong[kind]) || error}
      value={typed ?? shownTyped(value, kind)}
      onChange={(event) => {
        setIsLeft(false);
        setTyped(event.currentTarget.value);
      }}
      onBlur={finish}
      onKeyDown={(event) => event.key === 'Enter' && finish()}
    />
  );
}
