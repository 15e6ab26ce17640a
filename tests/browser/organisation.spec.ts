import { Directory } from './support/directory';
import { openSession } from './support/sessions';
import { expect, expectAccessible, test } from './support/test';

const urn = 'urn:example:badge';

test('an organisation is renamed, and every place says the new name', async ({
  page,
  organisation,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/organisation`);
  const main = page.getByRole('main');
  await expect(main.getByText(organisation.id, { exact: true })).toBeVisible();
  await expect(main.getByRole('button', { name: /Copy.*Short name|Short name/ })).toBeVisible();
  await expectAccessible(page);
  const name = page.getByRole('textbox', { name: 'Display name' });
  await expect(name).toHaveValue('Acme Inc.');
  await name.fill(' ');
  await expect(page.getByRole('button', { name: 'Rename' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await name.fill('Acme Holding');
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByText('Organisation renamed')).toBeVisible();
  await expect(page).toHaveTitle(/Organisation · Acme Holding/);
  await page.reload();
  await expect(name).toHaveValue('Acme Holding');
});

test('an extension schema is added, used, and removed with its values', async ({
  page,
  provost,
  organisation,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/organisation`);
  await expect(page.getByText('There are no extension schemas yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Add schema' }).click();
  const adding = page.getByRole('dialog', { name: 'Add an extension schema' });
  const definition = adding.getByRole('textbox', { name: 'Definition' });
  const add = adding.getByRole('button', { name: 'Add schema' });
  await definition.fill('{');
  await add.click();
  await expect(adding).toContainText('This is not valid JSON');
  await definition.fill('{"id":"badge","attributes":[]}');
  await add.click();
  await expect(adding.getByRole('alert'), 'the server says what is wrong').toBeVisible();
  await definition.fill(
    JSON.stringify({ id: urn, name: 'Badge', attributes: [{ name: 'number' }] }),
  );
  await add.click();
  await expect(adding).toHaveCount(0);
  const row = page.getByRole('table', { name: 'Extension schemas' }).getByRole('row').last();
  await expect(row).toContainText(urn);
  await expect(row).toContainText('number');

  const created = await provost.scim(organisation, 'POST', '/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', urn],
    userName: 'ann@example.com',
    active: true,
    [urn]: { number: 'tin star' },
  });
  expect(created.status).toBe(201);
  const { id } = (await created.json()) as { id: string };
  await page.getByRole('button', { name: `Remove ${urn}` }).click();
  const removing = page.getByRole('dialog', { name: `Remove ${urn}?` });
  await expect(removing).toContainText('deleted from all users for good');
  await removing.getByRole('button', { name: 'Delete the values and remove' }).click();
  await expect(page.getByText('Removal started')).toBeVisible();
  await expect(page.getByText('There are no extension schemas yet.')).toBeVisible();
  const user = await provost.scim(organisation, 'GET', `/Users/${id}`);
  expect(await user.text()).not.toContain('tin star');
});

test('a User (Human) is told that the page is not theirs', async ({
  page,
  context,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const sven = await directory.addPerson({ userName: 'sven@example.com' });
  const value = await openSession(provost, organisation.id, sven);
  await context.addCookies([{ name: 'provost_session', value, url: provost.url }]);
  await page.goto(`/console/o/${organisation.id}/organisation`);
  await expect(
    page.getByRole('heading', { name: 'You don’t have access to this page' }),
  ).toBeVisible();
});
