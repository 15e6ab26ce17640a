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

    await page.goto(`${provost.url}/console/o/globex/setup-guide`);
    await expect(page.getByRole('heading', { name: 'Setup guide', level: 1 })).toBeVisible();
    await expect(page.getByText('Waiting for the first request.')).toBeVisible();

    await open(page, /Connect to Provost/);
    await page.getByRole('button', { name: 'Enable SCIM' }).click();
    await expect(page.getByText('SCIM is disabled')).toBeHidden();
    await page.getByRole('button', { name: 'Rotate Token' }).click();
    await page.getByRole('button', { name: 'Create token' }).click();
    const token = await page.getByRole('textbox', { name: 'Secret Token' }).inputValue();
    expect(token).toMatch(/^pv/);
    await page.getByRole('button', { name: 'Done, I copied it' }).click();
    await expect(page.getByText('Waiting for Test Connection.')).toBeVisible();

    const tenantUrl = `${provost.url}/globex/scim/v2`;
    await provost.simulate({ id: 'globex', token, tenantUrl }, { users: 12, groups: 3 });

    await expect(page.getByText('Test Connection succeeded.')).toBeVisible();
    await open(page, /Choose who to provision/);
    await expect(page.getByText(/users have arrived/)).toBeVisible();
    await open(page, /6\. Groups/);
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
  await expect(page.getByText(/externalIds don’t look like an object ID/)).toBeVisible();
  await expect(page.getByText('Still sent, but ignored.')).toBeVisible();
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
  await open(page, /6\. Groups/);
  await page.getByLabel('Users only, no groups').click();
  await expect(page.getByText('You chose users only.')).toBeVisible();
  await open(page, /Map groups to access/);
  await expect(page.getByText('Not needed without groups.')).toBeVisible();
  await page.reload();
  await open(page, /6\. Groups/);
  await expect(page.getByLabel('Users only, no groups')).toBeChecked();
});
