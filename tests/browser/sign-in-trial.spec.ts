import { randomUUID } from 'node:crypto';

import { asOperator, provision } from './support/member';
import { test } from './support/oidc';
import { expect, expectAccessible, type Page } from './support/test';

const shoot = (page: Page, name: string) =>
  page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });

// Chooses the test, and gives the window that it opens.
async function begin(page: Page): Promise<Page> {
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Test by signing in' }).click();
  const view = await opened;
  await view.waitForURL(/v2\.0/);
  return view;
}

async function signInThere(view: Page, userName: string): Promise<void> {
  await view.locator('input[name=login]').fill(userName);
  await view.locator('input[name=password]').fill('any');
  await view.locator('button[type=submit]').click();
}

test('the settings are tested by signing in before anybody may, and both windows say who came back', async ({
  page,
  context,
  provost,
  organisation,
  provider,
  person,
  signInAsOperator,
}) => {
  await person('ann');
  await signInAsOperator();
  const settings = `/api/v1/orgs/${organisation.id}/sign-in`;
  await asOperator(context, provost, 'PATCH', settings, { enabled: false });
  await page.goto(`/console/o/${organisation.id}/identity-access#sign-in`);

  await test.step('somebody who matches', async () => {
    const view = await begin(page);
    await expect(page.getByText('Waiting for the other window')).toBeVisible();
    await expectAccessible(page);
    await shoot(page, 'waiting');
    await signInThere(view, 'ann@acme.example');
    await expect(view.getByText('Signing in works')).toBeVisible();
    await expect(view.getByText('You can close this window')).toBeVisible();
    await expectAccessible(view);
    await shoot(view, 'window');
    await view.close();
    const result = page.getByRole('alert', { name: 'Signing in works' });
    await expect(result).toContainText('ann@acme.example');
    await expect(result).toContainText('The object ID is this member’s externalId');
    await expectAccessible(page);
    await shoot(page, 'settings');
  });

  await test.step('somebody whose externalId differs', async () => {
    const oid = randomUUID();
    await provision(provost, organisation, { userName: 'bob@acme.example', externalId: 'bob.x' });
    provider.know({ oid, userName: 'bob@acme.example' });
    await context.clearCookies({ domain: '127.0.0.1', name: /^_(session|interaction)/ });
    const view = await begin(page);
    await signInThere(view, 'bob@acme.example');
    await expect(view.getByText('No member matches this account')).toBeVisible();
    const result = page.getByRole('alert', { name: 'No member matches' });
    await expect(result).toContainText('another externalId');
    await expect(result.getByText('bob.x')).toBeVisible();
    await expect(result.getByText(oid, { exact: true })).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await shoot(page, 'settings-390');
    await page.setViewportSize({ width: 1440, height: 900 });
    await view.close();
  });

  await test.step('a wrong client secret', async () => {
    await asOperator(context, provost, 'PATCH', settings, { clientSecret: 'WRONG' });
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Test by signing in' }).click();
    const view = await opened;
    await expect(view.getByRole('alert', { name: 'The client secret is wrong' })).toBeVisible();
    await expect(page.getByRole('alert', { name: 'The client secret is wrong' })).toBeVisible();
  });

  await page.goto(`/console/o/${organisation.id}/audit`);
  const tested = page.getByRole('row').filter({ hasText: 'sign_in.tested' });
  await expect(tested).toHaveCount(3);
  await expect(tested.last()).toContainText('the member would be let in');
});
