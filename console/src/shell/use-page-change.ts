import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';

import { clearOldToasts } from '~/components/toasts';

// A page that comes in the place of another begins for the keyboard and the screen reader too where
// its content does. Changes of filters are no new page.
export function usePageChange(contentId: string, onChange: () => void): void {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    onChange();
    clearOldToasts();
    document.getElementById(contentId)?.focus({ preventScroll: true });
  }, [pathname, contentId, onChange]);
}
