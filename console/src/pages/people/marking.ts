// Where the buttons stand that mark the selected groups.
export const markingId = 'marking';

// The first of them.
export function focusMarking(): void {
  document.getElementById(markingId)?.querySelector('button')?.focus();
}
