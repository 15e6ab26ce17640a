import { expect, expectAccessible, test } from './support/test';

test('an operator creates a key for a program, and revokes it, 6 clicks', async ({
  page,
  provost,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await page.goto('/console/operators');
  const keys = page.getByRole('region', { name: 'Operator keys' });
  await keys.getByRole('button', { name: 'Create operator key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Nightly export');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create operator key' }).click();
  await expect(dialog).toContainText('This key is shown only once');
  const secret = await dialog.getByRole('textbox', { name: 'Operator key' }).inputValue();
  await page.keyboard.press('Escape');
  await expect(dialog, 'a secret is not lost by accident').toBeVisible();
  await dialog.getByRole('button', { name: 'Done, I copied it' }).click();

  const organisations = () =>
    fetch(`${provost.url}/api/v1/orgs`, { headers: { Authorization: `Bearer ${secret}` } });
  expect((await organisations()).status).toBe(200);
  const row = keys.getByRole('row').filter({ hasText: 'Nightly export' });
  await expect(row).toBeVisible();
  await expectAccessible(page);

  await row.getByRole('button', { name: 'Revoke Nightly export' }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(row).toHaveCount(0);
  await expect.poll(async () => (await organisations()).status).toBe(401);
  await page.getByRole('link', { name: 'Audit' }).click();
  await expect(page.getByRole('main')).toContainText('Nightly export');
});
