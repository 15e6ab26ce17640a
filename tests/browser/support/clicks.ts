import { expect, type BrowserContext } from '@playwright/test';

// How many clicks the title of a test promises at its end: ", 4 clicks".
export function clicksOf(title: string): number | null {
  const promised = /, (\d+) clicks?$/.exec(title)?.[1];
  return promised === undefined ? null : Number(promised);
}

// The clicks of all browsers that a test counts, against what its title promises. A click is a press
// of the mouse, whatever a spec calls it, and a choice in a list that the browser draws itself.
export class Clicks {
  private readonly pressed: string[] = [];

  constructor(private readonly promised: number | null) {}

  async count(context: BrowserContext): Promise<void> {
    if (this.promised === null) return;
    await context.exposeFunction('reportPress', (what: string) => this.pressed.push(what));
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
  }

  compare(): void {
    if (this.promised !== null)
      expect(this.pressed, this.pressed.join('\n')).toHaveLength(this.promised);
  }
}
