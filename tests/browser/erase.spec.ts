import { Directory } from './support/directory';
import { expect, expectAccessible, test } from './support/test';

test.beforeEach(({ signInAsOperator }) => signInAsOperator());

test('a deactivated person is erased after a typed word, and their page says so', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const ann = await directory.addPerson({ userName: 'ann@example.com' });
  const ivo = await directory.addPerson({ userName: 'ivo@example.com', active: false });
  const root = `/console/o/${organisation.id}`;
  const erase = page.getByRole('button', { name: 'Erase personal data' });

  await page.goto(`${root}/members/${ann}`);
  await expect(erase).toHaveAttribute('aria-disabled', 'true');
  await expect(erase).toHaveAccessibleDescription(/Deactivate this member first/);

  await page.goto(`${root}/members/${ivo}`);
  await erase.click();
  const dialog = page.getByRole('dialog', {
    name: 'Erase the personal data of ivo@example.com?',
  });
  await expect(dialog).toContainText('The member, with their current attributes and groups');
  await expect(dialog).toContainText('You can’t undo this.');
  await expectAccessible(page);
  const confirm = dialog.getByRole('button', { name: 'Erase', exact: true });
  await expect(confirm).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('textbox', { name: 'Type erase to confirm' }).fill('erase');
  await confirm.click();
  await expect(dialog).toHaveCount(0);
  const said = page.getByRole('main').getByRole('alert');
  await expect(said).toContainText('Personal data erased');
  await expect(said).toContainText(/by Ada Operator.*1 entry of the audit trail lost/);
  await page.reload();
  await expect(said).toContainText('by Ada Operator');
  await expectAccessible(page);
});

test('whoever was deleted is erased from the page that says so', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const eve = await directory.addPerson({ userName: 'eve@example.com' });
  const gone = await provost.scim(organisation, 'DELETE', `/Users/${eve}`);
  expect(gone.status).toBe(204);
  await page.goto(`/console/o/${organisation.id}/members/${eve}`);
  const main = page.getByRole('main');
  await expect(main).toContainText('eve@example.com was deleted');
  await page.getByRole('button', { name: 'Erase personal data' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).not.toContainText('The member, with their current attributes');
  await dialog.getByRole('textbox', { name: 'Type erase to confirm' }).fill('erase');
  await dialog.getByRole('button', { name: 'Erase', exact: true }).click();
  await expect(main.getByRole('alert')).toContainText(/entries of the audit trail lost/);
  await expect(main).not.toContainText('eve@example.com');
  const audit = await page.request.get(
    `${provost.url}/api/v1/orgs/${organisation.id}/audit-events?target=${eve}`,
  );
  expect(await audit.text()).not.toContain('eve@example.com');
});
