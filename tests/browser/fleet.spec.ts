import type { Provost } from './support/provost';
import { expect, expectAccessible, test, type Page } from './support/test';

const person = (userName: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  active: 'True',
});

// Organisations that nothing is wrong with yet.
async function createTenants(provost: Provost, count: number): Promise<void> {
  const key = await provost.cli('operator', 'key', 'fleet');
  const left = Array.from({ length: count }, (_, at) => at + 1);
  const work = async () => {
    for (let n = left.shift(); n; n = left.shift()) {
      const id = `tenant-${String(n).padStart(3, '0')}`;
      const response = await fetch(`${provost.url}/api/v1/orgs`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ id, name: `Tenant ${n}` }),
      });
      if (!response.ok) throw new Error(`no ${id}: ${await response.text()}`);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
}

// Among 298 the two that an operator has to find.
async function makeFleet(provost: Provost): Promise<void> {
  await createTenants(provost, 298);
  for (const step of [
    ['org', 'create', 'globex', '--name', 'Globex'],
    ['scim', 'enable', 'globex'],
    ['token', 'rotate', 'globex'],
  ])
    await provost.cli(...step);
  const failing = await provost.organisation('initech', 'Initech');
  for (let attempt = 0; attempt < 4; ++attempt)
    await provost.scim(failing, 'POST', '/Users', person('no address'));
  // By now the server knows of Globex too, whose identity provider has never got in.
  const refused = { ...failing, tenantUrl: `${provost.url}/globex/scim/v2`, token: 'pvt_wrong' };
  for (let attempt = 0; attempt < 3; ++attempt)
    expect((await provost.scim(refused, 'GET', '/Users?count=1')).status).toBe(401);
}

const row = (page: Page, id: string) => page.getByRole('row').filter({ hasText: id });

test.use({ server: 'fleet' });

test.describe.serial('an operator of 300 organisations', () => {
  test.beforeAll(({ provost }) => makeFleet(provost));
  test.beforeEach(({ signInAsOperator }) => signInAsOperator());

  test('finds the one whose requests fail: Failing, and its worst finding, 2 clicks', async ({
    page,
  }) => {
    await page.goto('/console/orgs');
    await page.getByRole('button', { name: /^Failing\s*2$/ }).click();
    await expect(page.getByRole('row')).toHaveCount(3);
    await row(page, 'initech')
      .getByRole('link', { name: /^Warning/ })
      .click();
    await expect(page).toHaveURL(/\/o\/initech\/findings$/);
    await expect(page.getByRole('article', { name: /Requests keep failing/ })).toContainText(
      'userName',
    );
  });

  test('finds the one with a wrong token: Needs attention, and its worst finding, 2 clicks', async ({
    page,
  }) => {
    await page.goto('/console/orgs');
    await page.getByRole('button', { name: /^Needs attention/ }).click();
    const globex = row(page, 'globex');
    await expect(globex).toContainText('refused');
    await globex.getByRole('link', { name: /identity provider/ }).click();
    await expect(page).toHaveURL(/\/o\/globex\/findings$/);
    await expect(page.getByRole('article', { name: /identity provider/ })).toContainText(
      'Secret Token is missing, wrong',
    );
  });

  test('sees the worst first, how many fail, and all in figures', async ({ page }) => {
    await page.goto('/console/orgs');
    const rows = page.getByRole('row');
    await expect(rows.nth(1)).toContainText('Initech');
    await expect(rows.nth(2)).toContainText('Globex');
    await expect(rows.nth(1).getByRole('link', { name: 'See failed requests' })).toHaveText(
      /^4 of \d+$/,
    );
    const totals = page.getByRole('region', { name: 'All organisations' });
    await expect(totals).toContainText('300');
    await page.getByRole('textbox', { name: 'Sort by' }).click();
    await page.getByRole('option', { name: 'Name' }).click();
    await expect(rows.nth(1)).toContainText('Globex');
    await expectAccessible(page);
  });

  test('sees a suspended one under Suspended at once, and in no other filter, 5 clicks', async ({
    page,
  }) => {
    await page.goto('/console/orgs?search=tenant-007');
    await page.getByRole('button', { name: /^Actions for/ }).click();
    await page.getByRole('menuitem', { name: 'Suspend…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click();
    await page.getByRole('button', { name: /^Suspended\s*1$/ }).click();
    await expect(row(page, 'tenant-007')).toContainText('Suspended');
    await page.getByRole('button', { name: /^Quiet\s*0$/ }).click();
    await expect(page.getByRole('heading', { name: 'No matching organisations' })).toBeVisible();
  });

  test('dismisses a finding for a week, which then counts for nothing, and undoes that', async ({
    page,
  }) => {
    await page.goto('/console/o/initech/findings');
    const finding = page.getByRole('article', { name: /Requests keep failing/ });
    await finding.getByRole('button', { name: /^Dismiss for 7 days/ }).click();
    const dismissed = page.getByRole('region', { name: 'Dismissed' });
    await expect(dismissed).toContainText('Requests keep failing');
    await expect(dismissed).toContainText('Ada Operator');
    await expect(finding).toHaveCount(0);
    await expectAccessible(page);
    await page.goto('/console/orgs?search=initech');
    await expect(row(page, 'initech').getByRole('link', { name: /keep failing/ })).toHaveCount(0);
    await page.goto('/console/o/initech/findings');
    await dismissed.getByRole('button', { name: /^Undo the dismissal/ }).click();
    await expect(finding).toBeVisible();
    await expect(dismissed).toHaveCount(0);
  });

  test('suspends one, and reads why and who signed in in the installation’s audit, 4 clicks', async ({
    page,
  }) => {
    await page.goto('/console/orgs?search=tenant-009');
    await page.getByRole('button', { name: /^Actions for/ }).click();
    await page.getByRole('menuitem', { name: 'Suspend…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Invoice overdue');
    await dialog.getByRole('button', { name: 'Suspend' }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole('link', { name: 'Audit', exact: true }).click();
    const events = page.getByRole('table', { name: 'Events, newest first' });
    await expect(events).toContainText('suspended the organisation Tenant 9');
    await expect(events).toContainText('Reason: Invoice overdue');
    await expect(events).toContainText('Ada Operator signed in');
    await expectAccessible(page);
  });

  test('sees on System what the process knows of itself, 1 click', async ({ page }) => {
    await page.goto('/console/orgs');
    await page.getByRole('link', { name: 'System', exact: true }).click();
    for (const name of ['Requests', 'Disk', 'Storage'])
      await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Requests' })).toContainText('Per second');
    await expect(page.getByText('emptied at 67.1 MB, writes wait at')).toBeVisible();
    await expectAccessible(page);
  });
});
