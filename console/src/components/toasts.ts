import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';

import { text } from '~/text';

interface Toast {
  title: string;
  message?: ReactNode;
  color?: string;
  // In milliseconds.
  autoClose?: number;
}

// A toast that was just said belongs to the page that comes up with it.
const newMs = 800;
let saidAt = 0;

// One at a time: what is said now takes the place of what was said before.
export function showToast(toast: Toast): void {
  saidAt = Date.now();
  notifications.clean();
  notifications.show({
    color: 'teal',
    autoClose: 5_000,
    message: null,
    ...toast,
    closeButtonProps: { 'aria-label': text.close },
  });
}

// For a page that has come in the place of another.
export function clearOldToasts(): void {
  if (Date.now() - saidAt > newMs) notifications.clean();
}
