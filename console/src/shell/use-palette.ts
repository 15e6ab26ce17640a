import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';

export type PaletteScope = 'everything' | 'organisations';

// Whether the palette is open and what it offers; Ctrl+K or ⌘K opens it, from within fields too.
export function usePalette() {
  const [scope, setScope] = useState<PaletteScope | null>(null);
  useHotkeys([['mod+K', () => setScope('everything')]], []);
  return { scope, open: setScope, close: () => setScope(null) };
}
