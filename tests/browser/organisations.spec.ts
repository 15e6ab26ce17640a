import { Directory } from './support/directory';
import { openSession } from './support/sessions';
import { expect, expectAccessible, test } from './support/test';

test.beforeEach(({ signInAsOperator }) => signInAsOperator());

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
