import type { Organisation, Provost } from './support/provost';
import { expect, expectAccessible, test, type Page } from './support/test';

const person = (userName: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  active: 'True',
});

// Thirty organisations that nothing is wrong with yet, and the two that an operator has to find.
async function makeFleet(provost: Provost): Promise<{ failing: Organisation; refused: string }> {
  for (let n = 1; n <= 30; ++n) {
    const id = `tenant-${String(n).padStart(2, '0')}`;
    await provost.cli('org', 'create', id, '--name', `Tenant ${n}`);
  }
  const failing = await provost.organisation('initech', 'Initech');
  for (let attempt = 0; attempt < 4; ++attempt)
    await provost.scim(failing, 'POST', '/Users', person('no address'));
  const refused = await provost.organisation('globex', 'Globex');
  await provost.cli('token', 'rotate', refused.id, '--overlap', '0s');
  await expect
    .poll(async () => (await provost.scim(refused, 'GET', '/Users?count=1')).status)
    .toBe(401);
  return { failing, refused: refused.id };
}

const row = (page: Page, id: string) => page.getByRole('row').filter({ hasText: id });

test.use({ server: 'fleet' });

test.describe.serial('an operator of 32 organisations', () => {
  test.beforeAll(async ({ provost }) => {
    await makeFleet(provost);
  });
  test.beforeEach(({ signInAsOperator }) => signInAsOperator());

  test('finds the one whose requests fail in two clicks: Failing, and its worst finding', async ({
    page,
  }) => {
    await page.goto('/console/orgs');
    await page.getByRole('button', { name: /^Failing\s*1$/ }).click();
    await expect(page.getByRole('row')).toHaveCount(2);
    await row(page, 'initech')
      .getByRole('link', { name: /^Warning/ })
      .click();
    await expect(page).toHaveURL(/\/o\/initech\/findings$/);
    await expect(page.getByRole('article', { name: /Requests keep failing/ })).toContainText(
      'userName',
    );
  });

  test('sees on System what the process knows of itself', async ({ page }) => {
    await page.goto('/console/system');
    for (const name of ['Requests', 'Disk', 'Storage'])
      await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Requests' })).toContainText('Per second');
    await expect(page.getByText('emptied at 67.1 MB, writes wait at')).toBeVisible();
    await expectAccessible(page);
  });
});
