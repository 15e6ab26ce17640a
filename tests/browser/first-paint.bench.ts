import type { Page } from '@playwright/test';

import { makeLifelike } from './support/lifelike';
import { expect, test } from './support/test';

// A slow line: 400 kbit/s either way, 400 ms for the first byte of each answer.
const line = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const goalMs = 1500;

interface Times {
  firstPaint: number;
  kilobytes: number;
}

async function timesOf(page: Page): Promise<Times> {
  return page.evaluate(() => {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const bytes = entries.reduce((sum, { transferSize }) => sum + transferSize, 0);
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    return { firstPaint: paint?.startTime ?? Number.NaN, kilobytes: bytes / 1000 };
  });
}

// Tells how long somebody with nothing in the cache looks at nothing. A measure, not a test: it
// fails only where nothing shows at all.
test('the first paint over a slow line', async ({
  browser,
  provost,
  signInAsOperator,
  context,
}) => {
  test.setTimeout(300_000);
  const organisation = await makeLifelike(provost, 'acme', { users: 60, groups: 6 });
  await signInAsOperator();
  const cookies = await context.cookies();
  for (const [path, heading] of [
    ['/console/sign-in', 'Sign in'],
    [`/console/o/${organisation.id}/members`, 'Members'],
  ] as const) {
    const fresh = await browser.newContext({ baseURL: provost.url });
    if (path !== '/console/sign-in') await fresh.addCookies(cookies);
    const page = await fresh.newPage();
    const devtools = await fresh.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', line);
    const began = Date.now();
    await page.goto(path, { waitUntil: 'commit' });
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible({
      timeout: 60_000,
    });
    const shown = Date.now() - began;
    const { firstPaint, kilobytes } = await timesOf(page);
    const met = firstPaint <= goalMs ? 'met' : 'missed';
    console.log(
      `${path}: first contentful paint ${firstPaint.toFixed(0)} ms (goal ${goalMs} ms, ${met}), ` +
        `heading ${shown} ms, ${kilobytes.toFixed(0)} kB`,
    );
    expect(firstPaint).toBeGreaterThan(0);
    await fresh.close();
  }
});
