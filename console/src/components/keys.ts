import { useHotkeys } from '@mantine/hooks';

// Keys as the keyboard at hand names them.
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
export const paletteKeys = isMac ? '⌘K' : 'Ctrl K';
// What copies the selected text where the browser lets no page do it.
export const copyKeys = isMac ? '⌘C' : 'Ctrl+C';

const written = 'textarea, select, input:not([type="checkbox"], [type="radio"])';

// Whether a key is for whatever has the focus, and not for the page: what is written in, and dialogs.
const isTaken = (target: EventTarget | null) =>
  (target instanceof Element && target.matches(written)) ||
  document.querySelector('[aria-modal="true"]') !== null;

// Shortcuts of one key each.
export function useKeys(keys: Record<string, () => void>): void {
  useHotkeys(
    Object.entries(keys).map(([key, act]) => [
      key,
      (event) => {
        if (isTaken(event.target)) return;
        event.preventDefault();
        act();
      },
      { preventDefault: false },
    ]),
    [],
  );
}
