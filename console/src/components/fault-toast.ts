import { text } from '~/text';

import { detailOf } from './problem-alert';
import { showToast } from './toasts';

// For what was done without a dialog or a form that could say that it failed.
export const showFault = (error: unknown) =>
  showToast({
    color: 'red',
    title: text.shell.fault.title,
    message: detailOf(error),
    autoClose: 10_000,
  });
