import { expect, expectAccessible, test, type Page } from './support/test';

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

const openPart = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

test.beforeEach(async ({ page, organisation, signInAsOperator }) => {
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/identity-access`);
  await expect(page.getByRole('switch', { name: /Enable SCIM/ })).toBeChecked();
});

test('a token is rotated, shown once, and works', async ({ page, provost, organisation }) => {
  await expect(page.getByRole('textbox', { name: 'Tenant URL' })).toHaveValue(
    organisation.tenantUrl,
  );
  await page.getByRole('button', { name: 'Rotate Token' }).click();
  await page.getByLabel('Revoke it now').check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create token' }).click();
  const token = await page.getByRole('textbox', { name: 'Secret Token' }).inputValue();
  await expect(page.getByText(/Anyone who has it/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Done, I copied it' }).click();
  await expect(page.getByText(token)).toBeHidden();

  expect((await provost.scim(organisation, 'GET', '/Users')).status).toBe(401);
  const renewed = { ...organisation, token };
  expect((await provost.scim(renewed, 'GET', '/Users')).status).toBe(200);
  await page.reload();
  await expect(section(page, 'Connection')).toContainText('127.0.0.1');
});

test('a rotated token retires, and the log shows who still uses it', async ({
  page,
  provost,
  organisation,
}) => {
  await page.getByRole('button', { name: 'Rotate Token' }).click();
  await page.getByLabel('24 hours').check();
  await page.getByRole('button', { name: 'Create token' }).click();
  await page.getByRole('button', { name: 'Done, I copied it' }).click();
  expect((await provost.scim(organisation, 'GET', '/Users')).status).toBe(200);
  const rows = page.getByRole('table', { name: 'Tokens' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('Current');
  const old = rows.nth(2);
  await expect(old).toContainText('Retiring');
  await expect(old).toContainText(organisation.token.slice(0, 10));
  await expect(async () => {
    await page.reload();
    await expect(old.getByRole('link', { name: 'Show its requests' })).toBeVisible();
  }).toPass();
  await old.getByRole('link', { name: 'Show its requests' }).click();
  const chosen = page.getByRole('textbox', { name: 'Secret Token' });
  await expect(chosen).toHaveValue(new RegExp(`^${organisation.token.slice(0, 10)}… · retiring$`));
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible();
  await expectAccessible(page);
  await chosen.click();
  await page.getByRole('option', { name: 'current' }).click();
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeHidden();
});

test('a token has a name, and its successor keeps it', async ({ page, provost, organisation }) => {
  const rotate = async (name: string | null, expected: string) => {
    await page.getByRole('button', { name: 'Rotate Token' }).click();
    const field = page.getByRole('textbox', { name: 'Name (optional)' });
    await expect(field).toHaveValue(expected);
    if (name !== null) await field.fill(name);
    await page.getByRole('button', { name: 'Create token' }).click();
    const token = await page.getByRole('textbox', { name: 'Secret Token' }).inputValue();
    await page.getByRole('button', { name: 'Done, I copied it' }).click();
    return token;
  };
  const first = await rotate('Nightly sync', '');
  const rows = page.getByRole('table', { name: 'Tokens' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('Nightly sync');
  await expect(rows.nth(2)).not.toContainText('Nightly sync');
  await rotate(null, 'Nightly sync');
  await expect(rows.nth(1)).toContainText('Nightly sync');
  await expect(rows.nth(2)).toContainText('Nightly sync');
  await expectAccessible(page);

  const person = { userName: 'ada@acme.test', active: true };
  const made = await provost.scim({ ...organisation, token: first }, 'POST', '/Users', person);
  expect(made.status).toBe(201);
  await page.goto(`/console/o/${organisation.id}/audit`);
  await expect(page.getByText('SCIM (Nightly sync) created ada@acme.test')).toBeVisible();
  await page.goto(`/console/o/${organisation.id}/log`);
  await page.getByRole('textbox', { name: 'Secret Token' }).click();
  await page
    .getByRole('option', { name: `Nightly sync (${first.slice(0, 10)}…) · retiring` })
    .click();
  await page.getByRole('link', { name: /ada@acme.test/ }).click();
  await expect(page.getByRole('link', { name: /Secret Token Nightly sync pvt_/ })).toBeVisible();
  await expectAccessible(page);
});

test('a token is revoked', async ({ page, provost, organisation }) => {
  await section(page, 'Connection').getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect
    .poll(async () => (await provost.scim(organisation, 'GET', '/Users')).status)
    .toBe(401);
});

test('SCIM is disabled only after a question, and enabled again', async ({
  page,
  provost,
  organisation,
}) => {
  const status = async () => (await provost.scim(organisation, 'GET', '/Users')).status;
  const enabled = page.getByRole('switch', { name: /Enable SCIM/ });
  await page.getByText('Enable SCIM', { exact: true }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(enabled).toBeChecked();
  await page.getByText('Enable SCIM', { exact: true }).click();
  await page.getByRole('button', { name: 'Disable SCIM' }).click();
  await expect(enabled).not.toBeChecked();
  await expect.poll(status).toBe(403);
  await page.getByText('Enable SCIM', { exact: true }).click();
  await expect(enabled).toBeChecked();
  await expect.poll(status).toBe(200);
});

test('networks that are none are refused with the value that is wrong', async ({ page }) => {
  await openPart(page, 'Networks');
  await expect(page).toHaveURL(/#networks$/);
  const networks = section(page, 'Allowed networks');
  const field = networks.getByRole('textbox');
  await field.fill('192.0.2.0/99');
  await field.press('Enter');
  await networks.getByRole('button', { name: 'Save' }).click();
  await expect(networks.getByRole('alert')).toContainText('192.0.2.0/99');
});

test('going back to minimal deletes attributes only after a question', async ({
  page,
  provost,
  organisation,
}) => {
  await openPart(page, 'Attributes');
  const attributes = section(page, 'Attributes');
  await attributes.getByLabel(/^Full/).click();
  await expect(attributes.getByLabel(/^Full/)).toBeChecked();
  await expect
    .poll(async () => {
      const person = { userName: `${Date.now()}@example.com`, active: true, displayName: 'Ada' };
      const response = await provost.scim(organisation, 'POST', '/Users', person);
      return (await response.json()).displayName;
    })
    .toBe('Ada');
  await attributes.getByLabel(/^Minimal/).click();
  await page.getByRole('button', { name: 'Delete and switch to minimal' }).click();
  await expect(attributes.getByLabel(/^Minimal/)).toBeChecked();
  await expect
    .poll(async () => {
      const list = await (await provost.scim(organisation, 'GET', '/Users')).json();
      return JSON.stringify(list).includes('"displayName"');
    })
    .toBe(false);
});

test('another default access shows first who loses by it', async ({
  page,
  provost,
  organisation,
}) => {
  for (const name of ['ada', 'bob', 'cid'])
    await provost.scim(organisation, 'POST', '/Users', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: `${name}@acme.test`,
      active: true,
    });
  await openPart(page, 'Default access');
  await page.getByLabel('No access').click();
  const dialog = page.getByRole('dialog', { name: 'Change the default access' });
  await expect(dialog.getByRole('table', { name: '3 people lose all access' })).toContainText(
    'ada@acme.test',
  );
  await expect(dialog.getByRole('alert')).toContainText('3 of 3 people who are active lose');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByLabel('User (Human)', { exact: true })).toBeChecked();
  await page.getByLabel('No access').click();
  await dialog.getByRole('button', { name: 'Apply to 3 people' }).click();
  await expect
    .poll(
      async () =>
        JSON.parse(await provost.cli('org', 'show', organisation.id, '--json')).defaultAccess,
    )
    .toBeNull();
});

test('a default access that takes nothing from anybody is undone, for ten seconds', async ({
  page,
  provost,
  organisation,
}) => {
  const defaultAccess = async () => {
    const answer = await page.request.get(`/api/v1/orgs/${organisation.id}/identity-access`);
    return ((await answer.json()) as { defaultAccess: unknown }).defaultAccess;
  };
  await provost.cli('org', 'set', organisation.id, 'default-access=none');
  await expect.poll(defaultAccess).toBeNull();
  await provost.scim(organisation, 'POST', '/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'ada@acme.test',
    active: true,
  });
  await page.reload();
  await openPart(page, 'Default access');
  const none = page.getByLabel('No access');
  const human = page.getByLabel('User (Human)', { exact: true });
  const undo = page.getByRole('button', { name: 'Undo' });
  const apply = page.getByRole('dialog').getByRole('button', { name: 'Apply to 1 person' });
  await expect(none).toBeChecked();
  await human.click();
  await apply.click();
  await undo.click();
  await expect(page.getByText('Change undone')).toBeVisible();
  expect(await defaultAccess()).toBeNull();
  await expect(none).toBeChecked();

  await human.click();
  await apply.click();
  await expect(undo).toBeVisible();
  const shown = Date.now();
  await expect(undo).toHaveCount(0, { timeout: 15_000 });
  expect(Date.now() - shown).toBeGreaterThan(8_000);
  await expect(human).toBeChecked();
});

test('sign-in says what is missing where it is missing', async ({ page, organisation }) => {
  await page.goto(`/console/o/${organisation.id}/identity-access#sign-in`);
  const signIn = section(page, 'Sign-in');
  await expect(signIn.getByText(/^Enter the issuer and the client ID below/)).toBeVisible();
  await signIn.getByRole('textbox', { name: 'Issuer' }).fill('http://login.example.com');
  await signIn.getByRole('button', { name: 'Save' }).click();
  await expect(signIn.getByRole('textbox', { name: 'Issuer' })).toHaveAccessibleDescription(
    /must begin with https/,
  );
  await expect(signIn.getByRole('alert')).toHaveCount(0);
  await signIn.getByRole('textbox', { name: 'Issuer' }).fill('https://login.example.com');
  await signIn.getByRole('textbox', { name: 'Application (client) ID' }).fill('app');
  await signIn.getByRole('button', { name: 'Save' }).click();
  await signIn.getByText('Allow members to sign in', { exact: true }).click();
  await expect(signIn.getByRole('switch')).toBeChecked();
});

test('every part of the page is accessible', async ({ page }) => {
  for (const name of ['SCIM', 'Sign-in', 'Attributes', 'Default access', 'Networks']) {
    await openPart(page, name);
    await expectAccessible(page);
  }
  await openPart(page, 'IT contacts');
  await expectAccessible(page);
});
