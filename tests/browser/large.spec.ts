import { Directory } from './support/directory';
import { Provost, type Organisation } from './support/provost';
import { expect, test as base, type Page } from './support/test';

const peopleCount = 100_000;
const groupCount = 2_000;

const test = base.extend<object, { large: Organisation }>({
  // 100,000 people and 2,000 groups of fifty, by way of SCIM's own Bulk.
  large: [
    async ({ provost }, use) => {
      const organisation = await provost.organisation('large', 'Large Ltd.');
      await fill(provost, organisation);
      await use(organisation);
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

async function fill(provost: Provost, organisation: Organisation): Promise<void> {
  const directory = new Directory(provost, organisation);
  const people = await directory.addPeople(
    Array.from({ length: peopleCount }, (_, n) => ({
      userName: `person.${String(n).padStart(6, '0')}@large.example`,
      active: n % 50 !== 0,
    })),
  );
  await directory.addGroups(
    Array.from({ length: groupCount }, (_, n) => ({
      displayName: `Team ${String(n).padStart(4, '0')}`,
      people: people.slice(n * 50, n * 50 + 50),
    })),
  );
}

// When the list's first row came to the screen, in milliseconds after the navigation began.
async function firstRowAfter(page: Page, label: string): Promise<number> {
  await page.addInitScript((name) => {
    const found = window as unknown as { firstRow?: number };
    const look = new MutationObserver(() => {
      const row = document.querySelector(`table[aria-label="${name}"] tbody tr:not([aria-hidden])`);
      if (!row) return;
      look.disconnect();
      requestAnimationFrame(() => setTimeout(() => (found.firstRow = performance.now())));
    });
    look.observe(document, { childList: true, subtree: true });
  }, label);
  return 0;
}
