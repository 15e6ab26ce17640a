import { Provost } from './support/provost';
import { expect, expectAccessible, test, type Page } from './support/test';

const password = 'tabby marble lantern';

const step = (page: Page, name: RegExp) => page.getByRole('button', { name });

async function open(page: Page, name: RegExp): Promise<void> {
  const control = step(page, name);
  if ((await control.getAttribute('aria-expanded')) !== 'true') await control.click();
}

test('from the first start to a provisioned organisation, while the guide ticks itself', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const provost = await Provost.start();
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await page.goto(await provost.operatorLink());
    await page.getByLabel('Name').fill('Grace');
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
    await page.getByRole('textbox', { name: 'Repeat password' }).fill(password);
    await page.getByRole('button', { name: 'Create account and sign in' }).click();

    await page
      .getByRole('button', { name: /Create organisation/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Name/).fill('Globex');
    await dialog.getByLabel(/^Short name/).fill('globex');
    await dialog.getByRole('button', { name: /Create/ }).click();
    await page.getByRole('button', { name: 'Set it up myself' }).click();

    await page.goto(`${provost.url}/console/o/globex/setup-guide`);
    await expect(page.getByRole('heading', { name: 'Setup guide', level: 1 })).toBeVisible();
    await open(page, /Create the application/);
    await expect(page.getByText('No request has arrived yet.')).toBeVisible();
    await page.getByRole('button', { name: 'Done, next' }).click();

    await open(page, /Connect your identity provider/);
    await page.getByRole('button', { name: 'Enable SCIM' }).click();
    await expect(page.getByText('SCIM is disabled')).toBeHidden();
    await page.getByRole('button', { name: 'Rotate Token' }).click();
    await page.getByRole('button', { name: 'Create token' }).click();
    const token = await page.getByRole('textbox', { name: 'Secret Token' }).inputValue();
    expect(token).toMatch(/^pv/);
    await page.getByRole('button', { name: 'Done, I copied it' }).click();
    await expect(page.getByText('No connection test has arrived yet.')).toBeVisible();

    const tenantUrl = `${provost.url}/globex/scim/v2`;
    await provost.simulate({ id: 'globex', token, tenantUrl }, { users: 12, groups: 3 });

    await expect(
      step(page, /Connect your identity provider/).getByRole('img', { name: 'Confirmed' }),
    ).toBeVisible();
    await open(page, /Choose who to provision/);
    await expect(page.getByText(/people have arrived/)).toBeVisible();
    await open(page, /7\. Groups/);
    await expect(page.getByText(/groups? ha(s|ve) arrived/)).toBeVisible();
    await open(page, /Map groups to access/);
    await expect(page.getByText(/No group is mapped yet/)).toBeVisible();

    const [group] = JSON.parse(await provost.cli('group', 'list', 'globex', '--json')) as {
      id: string;
    }[];
    await provost.cli('group', 'map', 'globex', group!.id, '--role', 'admin', '--type', 'human');
    await expect(page.getByText('1 group is mapped.')).toBeVisible();
    await expect(page.getByText('Provisioning works')).toBeVisible();
  } finally {
    await context.close();
    await provost.stop();
  }
});

test('Entra: what is needed first, how sign-in is registered, and one person before all the others', async ({
  page,
  organisation,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/setup-guide`);
  const before = page.getByRole('region', { name: 'Before you start' });
  for (const need of ['Entra ID P1', 'does not send nested groups', 'begins with https'])
    await expect(before).toContainText(need);
  await open(page, /Let people sign in/);
  const signIn = page.getByRole('region', { name: /Let people sign in/ });
  await expect(signIn.getByRole('listitem')).toHaveCount(5);
  for (const step of ['New registration', 'Redirect URI', 'Application (client) ID', 'its Value'])
    await expect(signIn).toContainText(step);
  await expect(signIn.getByRole('textbox', { name: 'Redirect URI' })).toHaveValue(/^http/);

  await open(page, /Start provisioning/);
  await expect(page.getByRole('region', { name: /Start provisioning/ })).toContainText(
    'Try it with one person first: Provisioning → Provision on demand.',
  );
  await expect(page.getByRole('button').filter({ hasText: /^\d\. / })).toHaveText([
    /Let people sign in/,
    /Create the application/,
    /Connect your identity provider/,
    /Map the attributes/,
    /Choose who to provision/,
    /Start provisioning/,
    /7\. Groups/,
    /Map groups to access/,
  ]);
});

test('another identity provider has its own prerequisites and steps, and stays chosen', async ({
  page,
  organisation,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/setup-guide`);
  const provider = page.getByRole('combobox', { name: 'Identity provider' });
  await provider.selectOption('Okta');
  const before = page.getByRole('region', { name: 'Before you start' });
  await expect(before).toContainText('Okta administrator');
  await expect(before).not.toContainText('Entra');
  await open(page, /Create the application/);
  await expect(page.getByText(/provisions by SCIM 2.0 with a bearer token/)).toBeVisible();
  await open(page, /Let people sign in/);
  await expect(page.getByText(/Register a web application for OpenID Connect/)).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(provider.locator('option:checked')).toHaveText('Okta');
});

test('the guide warns of an externalId that can change, and names what to remove', async ({
  page,
  provost,
  organisation,
  signInAsOperator,
}) => {
  await provost.simulate(organisation, {
    users: 4,
    groups: 0,
    more: ['--mapping', 'entra-default'],
  });
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/setup-guide`);
  await open(page, /Map the attributes/);
  await expect(page.getByText(/externalIds look like names, not IDs/)).toBeVisible();
  await expect(page.getByText('Sent, but not kept.')).toBeVisible();
  await expect(page.getByText('displayName', { exact: true })).toBeVisible();
  await expectAccessible(page);
});

test('users only: groups and their mapping are not asked for', async ({
  page,
  organisation,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/setup-guide`);
  await open(page, /7\. Groups/);
  await page.getByLabel('Users only, no groups').click();
  await expect(page.getByText('You chose users only.')).toBeVisible();
  await open(page, /Map groups to access/);
  await expect(page.getByText('Not needed with users only.')).toBeVisible();
  await page.reload();
  await open(page, /7\. Groups/);
  await expect(page.getByLabel('Users only, no groups')).toBeChecked();
});

test('a wrong token shows where the admin looks, until a request goes through', async ({
  page,
  provost,
  organisation,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/setup-guide`);
  await open(page, /Connect your identity provider/);
  await provost.scim({ ...organisation, token: 'pvt_wrong' }, 'GET', '/Users?count=0');
  const alert = page.getByRole('alert').filter({ hasText: 'Secret Token is missing, wrong' });
  await expect(alert).toContainText('Rotate the token');
  await expectAccessible(page);
  await provost.scim(organisation, 'GET', '/Users?count=0');
  await expect(alert).toBeHidden();
});

test('people who are refused are counted by cause, and lead to their requests', async ({
  page,
  provost,
  organisation,
  signInAsOperator,
}) => {
  for (const userName of ['ada', 'bob'])
    await provost.scim(organisation, 'POST', '/Users', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName,
      active: true,
    });
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/setup-guide`);
  await open(page, /Map the attributes/);
  await expect(page.getByText('ada and bob')).toBeVisible();
  await expect(page.getByText(/must be an e-mail address/)).toBeVisible();
  await page.getByRole('link', { name: 'See the requests' }).click();
  const row = page.getByRole('row').filter({ hasText: '400' });
  await expect(row).toContainText('Could not create bob');
  await expect(row.getByRole('button', { name: '1 more with the same cause' })).toBeVisible();
});

test('somebody added by hand confirms no step', async ({
  page,
  provost,
  organisation,
  signInAsOperator,
}) => {
  await provost.cli('scim', 'disable', organisation.id);
  await signInAsOperator();
  const before = await page.request.get(`/api/v1/orgs/${organisation.id}/setup-guide`);
  expect(((await before.json()) as { userCount: number }).userCount).toBe(0);
  await page.goto(`/console/o/${organisation.id}/members`);
  await page
    .getByRole('button', { name: /Invite|Add/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('grace@acme.test');
  await dialog.getByRole('button', { name: /Invite|Add/ }).click();
  await expect(dialog).toBeHidden();
  await page.goto(`/console/o/${organisation.id}/setup-guide`);
  for (const step of [/Map the attributes/, /Choose who to provision/, /Start provisioning/])
    await expect(
      page.getByRole('button', { name: step }).getByRole('img', { name: 'Not done yet' }),
    ).toBeVisible();
});

test('the choice of a provider is kept, that of Entra too', async ({
  page,
  organisation,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/setup-guide`);
  const provider = page.getByRole('combobox', { name: 'Identity provider' });
  await expect(provider).toHaveValue('');
  await expect(page.getByText('this guide shows the steps for Microsoft Entra ID')).toBeVisible();
  await expectAccessible(page);
  await provider.selectOption('Microsoft Entra ID');
  await expect(page.getByText('this guide shows the steps for')).toBeHidden();
  await page.reload();
  await expect(provider).toHaveValue('entra');
});
