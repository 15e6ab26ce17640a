import { expect, expectAccessible, test, type Page } from './support/test';

test.beforeEach(({ signInAsOperator }) => signInAsOperator());

async function choose(page: Page, name: string): Promise<void> {
  const palette = page.getByRole('dialog', { name: 'Search' });
  // The key does nothing until the page is there, and while another dialog goes.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill(name);
  await palette.getByRole('option', { name, exact: true }).click();
}

test('actions lead to their page with the dialog open, once', async ({ page, organisation }) => {
  const root = `/console/o/${organisation.id}`;
  await page.goto(`${root}/log`);
  await choose(page, 'Rotate Token');
  const rotate = page.getByRole('dialog', { name: 'Rotate Token' });
  await expect(rotate).toBeVisible();
  await expectAccessible(page);
  await rotate.getByRole('button', { name: 'Cancel' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Rotate Token' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await choose(page, 'Create setup link');
  await expect(page).toHaveURL(/identity-access#it-contacts/);
  await expect(page.getByRole('button', { name: 'Create link' })).toBeVisible();
  await page.keyboard.press('Escape');
  const saved = page.waitForEvent('download');
  await choose(page, 'Export members');
  expect((await saved).suggestedFilename()).toBe(`${organisation.id}-members.csv`);
  await choose(page, 'Create organisation');
  await expect(page.getByRole('dialog', { name: 'Create organisation' })).toBeVisible();
});

test('only what can be done here is offered', async ({ page, provost, organisation }) => {
  const option = (name: string) => page.getByRole('option', { name, exact: true });
  await page.goto('/console/orgs');
  await expect(page.getByRole('button', { name: 'Create organisation' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(option('Create organisation')).toBeVisible();
  await expect(option('Rotate Token'), 'no organisation here').toHaveCount(0);

  await page.goto(`/console/o/${organisation.id}/members`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(option('Map a group')).toBeVisible();
  await expect(option('Add collaborator'), 'SCIM is on').toHaveCount(0);
  await provost.cli('scim', 'disable', organisation.id);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(option('Map a group'), 'SCIM is off').toHaveCount(0);
  await option('Add collaborator').click();
  await expect(page.getByRole('dialog', { name: 'Add a collaborator' })).toBeVisible();
});
