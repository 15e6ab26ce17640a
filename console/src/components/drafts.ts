import { useCallback, useEffect, useId, useState } from 'react';

// What is typed and not saved yet outlives the session and a reload: it is kept for this tab alone, and
// never holds a secret.
const prefix = 'provost.draft.';

function read<Value>(key: string): Value | undefined {
  try {
    const kept = sessionStorage.getItem(prefix + key);
    return kept === null ? undefined : (JSON.parse(kept) as Value);
  } catch {
    return undefined;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === undefined) sessionStorage.removeItem(prefix + key);
    else sessionStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing loses what is typed, as it always has.
  }
}

export function forgetDrafts(): void {
  Object.keys(sessionStorage)
    .filter((key) => key.startsWith(prefix))
    .forEach((key) => sessionStorage.removeItem(key));
}

// The forms on the page that hold something unsaved.
const dirty = new Set<string>();
export const isAnythingUnsaved = () => dirty.size > 0;

// Marks the form as holding something unsaved; what it returns takes that back at once.
export function useUnsaved(isUnsaved: boolean): () => void {
  const id = useId();
  useEffect(() => {
    if (!isUnsaved) return;
    dirty.add(id);
    return () => void dirty.delete(id);
  }, [id, isUnsaved]);
  return useCallback(() => void dirty.delete(id), [id]);
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

// A field's or a form's value, with what was typed before in the place of `saved`. `discard` is for
// when it is saved, or given up.
export function useDraft<Value>(key: string, saved: Value) {
  const [draft, setDraft] = useState(() => read<Value>(key));
  const isDirty = draft !== undefined && !isSame(draft, saved);
  const settle = useUnsaved(isDirty);
  const change = useCallback(
    (next: Value) => {
      setDraft(next);
      write(key, next);
    },
    [key],
  );
  const discard = useCallback(() => {
    setDraft(undefined);
    write(key, undefined);
    settle();
  }, [key, settle]);
  return { value: draft ?? saved, change, discard, isDirty };
}
