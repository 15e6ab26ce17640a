import { useEffect, useRef, useState } from 'react';

export type CopyState = 'idle' | 'copied' | 'refused';

const shownMs = 2_000;
const refusedMs = 15_000;

// Whatever has the keyboard's selection: a field, or the text of an element.
function select(element: HTMLElement | null): void {
  if (!element) return;
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    element.focus();
    element.select();
    return;
  }
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

// Over http, but on localhost, there is no clipboard at all; elsewhere it may be refused.
const write = async (value: string) => navigator.clipboard.writeText(value);

// Copies a value, or selects where it is shown (`source`) so that the reader can.
export function useCopy<Source extends HTMLElement>(value: string) {
  const source = useRef<Source>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const [state, setState] = useState<CopyState>('idle');
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (next: CopyState, forMs: number) => {
    clearTimeout(timer.current);
    setState(next);
    timer.current = setTimeout(() => setState('idle'), forMs);
  };
  const copy = async () => {
    try {
      await write(value);
      show('copied', shownMs);
    } catch {
      select(source.current);
      show('refused', refusedMs);
    }
  };
  return { source, state, copy: () => void copy() };
}

export type Copying = Pick<ReturnType<typeof useCopy>, 'state' | 'copy'>;
