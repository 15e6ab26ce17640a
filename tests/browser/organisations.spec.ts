import { Directory } from './support/directory';
import { openSession } from './support/sessions';
import { expect, expectAccessible, test } from './support/test';

test.beforeEach(({ signInAsOperator }) => signInAsOperator());

test('a new organisation has its profile from the start, and its IT admin is invited next', async ({
  page,
}) => {
  await page.goto('/console/orgs');
  await page
    .getByRole('button', { name: /Create organisation/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Create organisation' });
  const name = dialog.getByRole('textbox', { name: 'Name', exact: true });
  const id = dialog.getByRole('textbox', { name: 'Short name' });
  const grey = await name.evaluate((field) => getComputedStyle(field, '::placeholder').color);
  await dialog.getByRole('button', { name: 'Create organisation' }).click();
  await expect(dialog.getByText('Enter a name.')).toBeVisible();
  expect(await name.evaluate((field) => getComputedStyle(field, '::placeholder').color)).toBe(grey);
  await name.fill('Hooli & Söhne');
  await expect(id).toHaveValue('hooli-sohne');
  await id.fill('');
  await id.pressSequentially('Hooli-X');
  await expect(id, 'while typing').toHaveValue('hooli-x');
  await expect(dialog.getByRole('radio', { name: 'Minimal' })).toBeChecked();
  await dialog.getByRole('radio', { name: 'Full' }).check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create organisation' }).click();

  const next = page.getByRole('dialog', { name: 'Hooli & Söhne has been created' });
  await expect(next.getByRole('button', { name: 'Invite the IT admin' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  const invite = page.getByRole('dialog', { name: 'Invite the IT admin of Hooli & Söhne' });
  await invite.getByRole('button', { name: 'Create link' }).click();
  await expect(invite.getByRole('textbox', { name: 'Setup link' })).toHaveValue(/setup-link#/);
  await invite.getByRole('button', { name: 'Done, I copied it' }).click();
  await expect(page).toHaveURL(/\/o\/hooli-x\/setup-guide$/);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const settings = await page.request.get('/api/v1/orgs/hooli-x/identity-access');
  expect(await settings.json()).toMatchObject({ attributeProfile: 'full' });
});

test('the dialogs of an organisation give the focus back to its Actions button', async ({
  page,
  organisation,
}) => {
  await page.goto(`/console/orgs?search=${organisation.id}`);
  const row = page.getByRole('row').filter({ hasText: organisation.id });
  const actions = row.getByRole('button', { name: /^Actions for/ });
  for (const [item, title] of [
    ['Suspend…', /^Suspend .*\?$/],
    ['Delete…', /^Delete .*\?$/],
  ] as const) {
    await actions.click();
    await page.getByRole('menuitem', { name: item }).click();
    const dialog = page.getByRole('dialog', { name: title });
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(actions).toBeFocused();
  }
});

test('a member of a suspended organisation sees at once that it is, and comes back with it', async ({
  page,
  browser,
  provost,
  organisation,
}) => {
  const ann = await new Directory(provost, organisation).addPerson({ userName: 'ann@example.com' });
  const value = await openSession(provost, organisation.id, ann);
  const context = await browser.newContext({ baseURL: provost.url });
  await context.addCookies([{ name: 'provost_session', value, url: provost.url }]);
  const member = await context.newPage();
  await member.goto(`/console/o/${organisation.id}/members`);
  await expect(member.getByRole('table', { name: 'Members', exact: true })).toBeVisible();

  await page.goto(`/console/orgs?search=${organisation.id}`);
  await page.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Suspend…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click();
  await expect(page.getByRole('row').getByText('Suspended')).toBeVisible();

  await member.reload();
  await expect(member.getByRole('alert')).toContainText('suspended this organisation');
  await expectAccessible(member);

  await page.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Resume' }).click();
  await expect(page.getByRole('row').getByText('Suspended')).toHaveCount(0);
  await member.reload();
  await expect(member.getByRole('table', { name: 'Members', exact: true })).toBeVisible();
  await context.close();
});
