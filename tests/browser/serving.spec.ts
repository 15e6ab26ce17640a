import { expect, test } from './support/test';

test('the root leads to the console', async ({ page, provost }) => {
  await page.goto(`${provost.url}/`);
  expect(new URL(page.url()).pathname).toMatch(/^\/console\//);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('nothing comes from another host', async ({ page, provost }) => {
  const others: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.origin !== provost.url) others.push(request.url());
  });
  await page.goto('/console/sign-in');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(others).toEqual([]);
});

// That the tests would notice: what the policy forbids is refused by the browser, and reported.
test('the policy stops what the page did not bring', async ({ page, faults }) => {
  await page.goto('/console/sign-in');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const outcome = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken"';
    document.head.append(script);
    const style = document.createElement('style');
    style.textContent = ':root { --taken: yes }';
    document.head.append(style);
    const elsewhere = await fetch('https://example.com/').then(
      () => 'fetched',
      () => 'refused',
    );
    const taken = getComputedStyle(document.documentElement).getPropertyValue('--taken');
    return { title: document.title, taken, elsewhere };
  });
  expect(outcome).toEqual({
    title: expect.not.stringMatching('taken'),
    taken: '',
    elsewhere: 'refused',
  });
  for (const directive of ['script-src-elem', 'style-src-elem', 'connect-src']) {
    await expect.poll(() => faults.some((fault) => fault.startsWith(directive))).toBe(true);
  }
  faults.length = 0;
});

test('the styles that the library makes at run time are let in', async ({ page }) => {
  await page.goto('/console/sign-in');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const primary = await page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--mantine-primary-color-filled'),
  );
  expect(primary).not.toBe('');
});
