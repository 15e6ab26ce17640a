import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import axe from 'axe-core';
import { randomUUID } from 'node:crypto';

import { Clicks, clicksOf } from './clicks';
import { Provost, type Organisation } from './provost';

export { expect, type Page };

const operatorName = 'Ada Operator';
const operatorPassword = 'correct horse battery staple';

interface Fixtures {
  // A new organisation whose SCIM is enabled.
  organisation: Organisation;
  // Signs the page's context in as the operator.
  signInAsOperator: () => Promise<void>;
  faults: string[];
  // A title that ends in ", 4 clicks" is held to it.
  clicks: Clicks;
  // The page of a browser that nobody has signed in with. Its faults and clicks are the test's too.
  stranger: () => Promise<Page>;
}

interface WorkerFixtures {
  // A name of its own gives a spec a server that no other spec has used.
  server: string;
  provost: Provost;
  // Creates the operator once for all tests of a worker.
  operator: { name: string; password: string };
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: ['shared', { scope: 'worker', option: true }],

  provost: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const provost = await Provost.start();
      await use(provost);
      await provost.stop();
    },
    { scope: 'worker' },
  ],

  operator: [
    async ({ provost }, use) => {
      const url = await provost.cli('operator', 'link');
      const link = new URL(url).hash.slice(1);
      const body = { link, name: operatorName, password: operatorPassword };
      const response = await post(`${provost.url}/api/v1/operator-links/redeem`, body);
      if (!response.ok) throw new Error(`no operator: ${await response.text()}`);
      await use({ name: operatorName, password: operatorPassword });
    },
    { scope: 'worker' },
  ],

  baseURL: ({ provost }, use) => use(provost.url),

  organisation: async ({ provost }, use) => {
    await use(await provost.organisation(`org-${randomUUID().slice(0, 8)}`, 'Acme Inc.'));
  },

  signInAsOperator: async ({ context, provost, operator }, use) => {
    await use(() => signIn(context, provost, operator));
  },

  faults: [
    async ({ context }, use) => {
      const faults = await watchForFaults(context);
      await use(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],

  clicks: [
    async ({ context }, use, { title }) => {
      const clicks = new Clicks(clicksOf(title));
      await clicks.count(context);
      await use(clicks);
      clicks.compare();
    },
    { auto: true },
  ],

  stranger: async ({ browser, baseURL, clicks }, use) => {
    const opened: BrowserContext[] = [];
    const faults: string[][] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL });
      opened.push(context);
      faults.push(await watchForFaults(context));
      await clicks.count(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
    expect(faults.flat()).toEqual([]);
  },
});

// No page may break the Content-Security-Policy, throw, or complain: what any page of the context
// does so is added to the list. An answer that is no success is no fault of the page.
export async function watchForFaults(context: BrowserContext): Promise<string[]> {
  const faults: string[] = [];
  context.on('weberror', (error) => faults.push(error.error().message));
  context.on('console', (message) => {
    const text = message.text();
    const isFault = message.type() === 'error' && !text.startsWith('Failed to load resource');
    if (isFault || /Content.Security.Policy/i.test(text)) faults.push(text);
  });
  await context.exposeFunction('reportViolation', (what: string) => faults.push(what));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const { reportViolation } = window as unknown as { reportViolation: (what: string) => void };
      const { violatedDirective, blockedURI, sourceFile, lineNumber } = event;
      reportViolation(`${violatedDirective}: ${blockedURI} (${sourceFile}:${lineNumber})`);
    });
  });
  return faults;
}

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function signIn(
  context: BrowserContext,
  provost: Provost,
  operator: { name: string; password: string },
): Promise<void> {
  const response = await context.request.post(`${provost.url}/api/v1/session`, { data: operator });
  if (!response.ok()) throw new Error(`no session: ${await response.text()}`);
}

type ColorScheme = 'light' | 'dark';

// What the colours decide; all other rules find the same in light and dark.
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

// What is laid over a page.
export const overlay = '[role="dialog"], [role="menu"]';

interface Look {
  rules?: string[];
  // Only what this selector finds.
  within?: string;
}

async function faultsOf(page: Page, colorScheme: ColorScheme, look: Look = {}): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-mantine-color-scheme', colorScheme);
  const isHere = await page.evaluate(() => 'axe' in window);
  if (!isHere) await page.evaluate(axe.source);
  const found = await page.evaluate(async ({ rules, within }) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(within ?? document, {
      resultTypes: ['violations'],
      // No page of ours has frames, or sounds to fetch ahead.
      iframes: false,
      preload: false,
      ...(rules && { runOnly: rules }),
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }, look);
  return found.map((fault) => `${colorScheme} ${fault}`);
}

// No serious or critical violation of accessibility on what the page shows now, light and dark.
export async function expectAccessible(page: Page): Promise<void> {
  const found = [...(await faultsOf(page, 'light')), ...(await faultsOf(page, 'dark'))];
  expect(found).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
}

// A desk, a small window, a phone.
export const widths = [1440, 1024, 390] as const;

// The same at every width, and nothing wider than the window. The page is not loaded again.
export async function expectAccessibleAtEveryWidth(
  page: Page,
  name: string,
  { within, at = widths }: { within?: string; at?: readonly number[] } = {},
): Promise<void> {
  const found: string[] = [];
  for (const width of at) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    const needed = () => page.evaluate(() => document.documentElement.scrollWidth);
    // What floats above a page takes its new place a moment later.
    for (let tries = 0; tries < 20 && (await needed()) > width; ++tries)
      await page.waitForTimeout(50);
    if ((await needed()) > width) found.push(`${width}: the page is ${await needed()} wide`);
    const faults = [
      ...(await faultsOf(page, 'light', { within })),
      ...(await faultsOf(page, 'dark', { rules: rulesOfColour, within })),
    ];
    found.push(...faults.map((fault) => `${width}: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
  expect.soft(found, name).toEqual([]);
}
