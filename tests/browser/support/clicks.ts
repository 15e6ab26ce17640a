import { expect, type BrowserContext } from '@playwright/test';

// How many clicks the title of a test promises at its end: ", 4 clicks".
export function clicksOf(title: string): number | null {
  const promised = /, (\d+) clicks?$/.exec(title)?.[1];
  return promised === undefined ? null : Number(promised);
}

// Holds the pages of a context to what a title promises. A click is a press of the mouse, whatever a
// spec calls it, and a choice in a list that the browser draws itself.
export async function countClicks(context: BrowserContext, promised: number): Promise<() => void> {
  const pressed: string[] = [];
  await context.exposeFunction('reportPress', (what: string) => pressed.push(what));
  await context.addInitScript(() => {
    const { reportPress } = window as unknown as { reportPress: (what: string) => void };
    const report = (event: Event) => {
      const it = event.target as HTMLElement;
      reportPress(`${event.type} on ${it.tagName} ${it.textContent?.slice(0, 60)}`);
    };
    addEventListener('pointerdown', report, true);
    addEventListener(
      'change',
      (event) => {
        if (event.target instanceof HTMLSelectElement) report(event);
      },
      true,
    );
  });
  return () => expect(pressed, pressed.join('\n')).toHaveLength(promised);
}
