import { readFile } from 'node:fs/promises';

import { Directory } from './support/directory';
import { openSession } from './support/sessions';
import { expect, expectAccessible, test } from './support/test';

const list = { name: 'Members', exact: true };

// Ann is Admin (Human), Sven a plain user by default, Ivo inactive, build a service account.
async function fill(directory: Directory) {
  const ann = await directory.addPerson({ userName: 'ann@example.com', externalId: 'e-ann' });
  const sven = await directory.addPerson({ userName: 'sven@example.com' });
  const ivo = await directory.addPerson({ userName: 'ivo@example.com', active: false });
  const build = await directory.addPerson({ userName: 'build@example.com' });
  const admins = await directory.addGroup('Platform admins', [ann]);
  const staff = await directory.addGroup('All staff', [ann, sven, ivo]);
  const robots = await directory.addGroup('Robots', [build]);
  await directory.map(admins, ['admin', 'human']);
  await directory.map(staff, ['user', 'human']);
  await directory.map(robots, ['user', 'service']);
  return { ann, sven, ivo, build, admins, staff, robots };
}

test.beforeEach(({ signInAsOperator }) => signInAsOperator());

test('people are searched and filtered, and the address says what is shown', async ({
  page,
  provost,
  organisation,
}) => {
  await fill(new Directory(provost, organisation));
  await page.goto(`/console/o/${organisation.id}/members`);
  const table = page.getByRole('table', list);
  const rows = table.getByRole('row');
  await expect(rows).toHaveCount(5);
  await expect(page.getByText('4 people in total')).toBeVisible();
  await expect(rows.filter({ hasText: 'ivo@' })).toContainText('No access');
  await expectAccessible(page);

  await page.getByRole('searchbox', { name: 'Search members' }).fill('ann');
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL(/search=ann/);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows).toHaveCount(5);

  const access = page.getByLabel('Access', { exact: true });
  await access.selectOption('Admin (Human)');
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText('Admin (Human)');
  await expect(rows.last().getByRole('link', { name: 'Platform admins' })).toBeVisible();
  await access.selectOption('User (Service account)');
  await expect(rows.last()).toContainText('build@example.com');
  await page.goto(`/console/o/${organisation.id}/members?identityType=service`);
  await expect(rows).toHaveCount(2);
  await expect(access).toHaveValue('service');
  await access.selectOption('Any');
  await page.getByLabel('State').selectOption('Inactive');
  await expect(rows.last()).toContainText('ivo@example.com');

  await page.reload();
  await expect(rows).toHaveCount(2);
  await expect(page.getByLabel('State')).toHaveValue('false');
  await access.selectOption('Any access');
  await expect(page.getByRole('heading', { name: 'No matching members' })).toBeVisible();
  await page.getByLabel('State').selectOption('Any');
  await expect(rows).toHaveCount(4);
  await access.selectOption('No access');
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText('ivo@example.com');
  await expect(page).toHaveURL(/access=none/);
  await page.getByLabel('Access from').selectOption('Given by hand');
  await expect(page.getByRole('heading', { name: 'No matching members' })).toBeVisible();
  await expectAccessible(page);
});

test('everybody who is listed can be exported as a table', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  await fill(directory);
  await directory.addPerson({ userName: '=cmd@example.com' });
  await page.goto(`/console/o/${organisation.id}/members`);
  const rows = page.getByRole('table', list).getByRole('row');
  await expect(rows).toHaveCount(6);
  await expect(rows.nth(1), 'in the order of names').toContainText('=cmd@example.com');
  await expect(rows.nth(2)).toContainText('ann@example.com');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe(`${organisation.id}-members.csv`);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(6);
  expect(lines[0]).toContain('userName,externalId,active,role,identityType');
  expect(lines[1], 'no formula').toMatch(/^'=cmd@example.com,/);
  expect(lines[2]).toMatch(/^ann@example.com,e-ann,true,admin,human,group,Platform admins,/);

  await page.getByLabel('State').selectOption('Inactive');
  await expect(rows).toHaveCount(2);
  const few = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const fewLines = (await readFile(await (await few).path(), 'utf8')).trim().split('\r\n');
  expect(fewLines).toHaveLength(2);
  expect(fewLines[1]).toContain('ivo@example.com,,false,,,,');
});

test('whoever is not there may have been refused, and the search says so', async ({
  page,
  provost,
  organisation,
}) => {
  await fill(new Directory(provost, organisation));
  const refused = await provost.scim(organisation, 'POST', '/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'bob.missing',
    active: true,
  });
  expect(refused.status).toBe(400);
  await page.goto(`/console/o/${organisation.id}/members`);
  await page.getByRole('searchbox', { name: 'Search members' }).fill('bob.missing');
  await expect(page.getByText('One refused request mentions “bob.missing”.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'See why in the provisioning log' }).click();
  await expect(page).toHaveURL(/log\?status=4xx&search=bob\.missing/);
  await expect(page.getByText('bob.missing').first()).toBeVisible();
});

test('many people come in pages, forth and back', async ({ page, provost, organisation }) => {
  const people = Array.from({ length: 70 }, (_, n) => ({ userName: `p${n}@example.com` }));
  await new Directory(provost, organisation).addPeople(people);
  await page.goto(`/console/o/${organisation.id}/members`);
  const rows = page.getByRole('table', list).getByRole('row');
  await expect(rows).toHaveCount(51);
  const first = await rows.nth(1).textContent();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(rows).toHaveCount(21);
  await expect(page).toHaveURL(/cursor=/);
  await page.reload();
  await expect(rows).toHaveCount(21);
  await page.goBack();
  await expect(rows).toHaveCount(51);
  expect(await rows.nth(1).textContent()).toBe(first);
});

test('why somebody has their access, and what would remain without a group', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const { ann, admins, robots } = await fill(directory);
  await page.goto(`/console/o/${organisation.id}/members`);
  await page.getByRole('link', { name: 'ann@example.com' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('ann@example.com');

  const why = page.getByRole('region', { name: 'Why?' });
  await expect(why).toContainText('This member is Admin (Human) because of this group');
  const sources = why
    .getByRole('list', { name: /Everything that could grant access/ })
    .getByRole('listitem');
  await expect(sources.first()).toContainText('Platform admins');
  await expect(sources.first()).toContainText('Active rule');
  await expect(sources.first()).toContainText('Mapped by the command line');
  await expect(sources.nth(1)).toContainText('All staff');
  await expect(sources.nth(1)).toContainText('User (Human)');

  await why.getByLabel('Access without this group').selectOption('Platform admins');
  await expect(why.getByText('would remain', { exact: true })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`without=${admins}`));
  await why.getByLabel('Access without this group').selectOption('All staff');
  await expect(why.getByText('Nothing would change.')).toBeVisible();
  await expectAccessible(page);

  await directory.addMember(robots, ann);
  await page.reload();
  await expect(why).toContainText('disagree on the identity type');
  await page.getByRole('tab', { name: 'Groups' }).click();
  await expect(page.getByRole('table', { name: /Groups of this member/ })).toContainText('Robots');
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(
    page.getByText(/added ann@example.com to the group Robots|created ann@/).first(),
  ).toBeVisible();
  await expectAccessible(page);
});

test('the last change leads to the request in the log that made it', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const { sven, admins } = await fill(directory);
  await directory.addMember(admins, sven);
  await page.goto(`/console/o/${organisation.id}/members/${sven}`);
  const why = page.getByRole('region', { name: 'Why?' });
  await expect(why).toContainText('by the identity provider');
  const way = why.getByRole('link', { name: 'Show request in the log' });
  await expect(way).toHaveAttribute('href', /\/log\?requestId=.+/);
});

test('while SCIM is on the identity provider decides who is here, and the page says so', async ({
  page,
  provost,
  organisation,
}) => {
  const { sven } = await fill(new Directory(provost, organisation));
  await page.goto(`/console/o/${organisation.id}/members`);
  const invite = page.getByRole('button', { name: 'Add collaborator' });
  await expect(invite).toHaveAttribute('aria-disabled', 'true');
  await invite.focus();
  await expect(page.getByRole('tooltip')).toContainText('SCIM is enabled');
  await page.goto(`/console/o/${organisation.id}/members/${sven}`);
  await expect(page.getByRole('button', { name: 'Remove' })).toHaveAccessibleDescription(
    /SCIM is enabled/,
  );
});

test('people are invited and removed by hand while SCIM is off; the last admin with a reason', async ({
  page,
  provost,
  organisation,
}) => {
  await provost.cli('scim', 'disable', organisation.id);
  await page.goto(`/console/o/${organisation.id}/members`);
  await expect(page.getByRole('heading', { name: 'No one has arrived yet' })).toBeVisible();
  const invite = page.getByRole('button', { name: 'Add collaborator' });
  await expect(invite).not.toHaveAttribute('aria-disabled', 'true');
  await invite.click();
  const dialog = page.getByRole('dialog', { name: 'Add a collaborator' });
  await dialog.getByLabel('User name').fill('not an address');
  await dialog.getByLabel('Admin (Human)').check();
  await dialog.getByRole('button', { name: 'Add collaborator' }).click();
  await expect(dialog.getByRole('alert')).toContainText('userName');
  await expectAccessible(page);
  await dialog.getByLabel('User name').fill('root@example.com');
  await dialog.getByRole('button', { name: 'Add collaborator' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('link', { name: 'Open member' }).click();
  await expect(page.getByRole('region', { name: 'Why?' })).toContainText('by hand');

  await page.getByRole('button', { name: 'Remove' }).click();
  const removal = page.getByRole('dialog', { name: 'Remove root@example.com?' });
  await removal.getByRole('button', { name: 'Remove' }).click();
  await expect(removal.getByRole('alert')).toContainText('without an active Admin (Human)');
  const override = removal.getByRole('button', { name: 'Override and remove' });
  await expect(override).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(page);
  await removal.getByLabel('Reason for overriding').fill('the organisation is closing');
  await override.click();
  await expect(page).toHaveURL(/\/members$/);
  await expect(page.getByRole('heading', { name: 'No one has arrived yet' })).toBeVisible();
});

test('a direct access ends by hand', async ({ page, provost, organisation }) => {
  await provost.cli('scim', 'disable', organisation.id);
  await page.goto(`/console/o/${organisation.id}/members`);
  await page.getByRole('button', { name: 'Add collaborator' }).click();
  await page.getByLabel('User name').fill('temp@example.com');
  await page.getByLabel('User (Service account)').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Add collaborator' }).click();
  await page.getByRole('link', { name: 'temp@example.com' }).click();
  const why = page.getByRole('region', { name: 'Why?' });
  await expect(why).toContainText('User (Service account) because the access was given by hand');
  await page.getByRole('button', { name: 'End direct access' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End direct access' }).click();
  await expect(why).toContainText('by default');
});

test('a retained access is dismissed only against the guard', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const { ann, admins } = await fill(directory);
  await directory.removeMember(admins, ann);
  await page.goto(`/console/o/${organisation.id}/members/${ann}`);
  const why = page.getByRole('region', { name: 'Why?' });
  await expect(why).toContainText('This member keeps Admin (Human)');
  await page.getByRole('button', { name: 'Dismiss retained access' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Dismiss retained access' }).click();
  await expect(dialog.getByRole('alert')).toContainText('without an active Admin (Human)');
  await dialog.getByLabel('Reason for overriding').fill('a new admin starts tomorrow');
  await dialog.getByRole('button', { name: 'Override and dismiss' }).click();
  await expect(dialog).toBeHidden();
  await expect(why).toContainText('User (Human) because of this group');
});

test('a service account gets an API key that is shown once, works, and is revoked', async ({
  page,
  provost,
  organisation,
}) => {
  const { build } = await fill(new Directory(provost, organisation));
  await page.goto(`/console/o/${organisation.id}/members/${build}?tab=keys`);
  await expect(page.getByRole('tab', { name: 'Sessions' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Create API key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create API key' });
  await dialog.getByLabel('Name').fill('nightly build');
  await dialog.getByLabel('Expires').selectOption('In 90 days');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create API key' }).click();
  const secret = await dialog.getByLabel('API key', { exact: true }).inputValue();
  await expect(dialog.getByRole('button', { name: 'Copy API key' })).toBeVisible();
  await expectAccessible(page);
  const status = async () => {
    const headers = { Authorization: `Bearer ${secret}` };
    return (await fetch(`${provost.url}/api/v1/orgs/${organisation.id}/members`, { headers }))
      .status;
  };
  expect(await status()).toBe(200);
  await dialog.getByRole('button', { name: 'Done, I copied it' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('body')).not.toContainText(secret);

  const row = page.getByRole('row', { name: /nightly build/ });
  await row.getByRole('button', { name: 'Revoke nightly build' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(row).toHaveCount(0);
  await expect.poll(status).toBe(401);
  await expectAccessible(page);
});

test('a session of somebody else is revoked', async ({ page, provost, organisation }) => {
  const { ann } = await fill(new Directory(provost, organisation));
  const secret = await openSession(provost, organisation.id, ann);
  await page.goto(`/console/o/${organisation.id}/members/${ann}?tab=sessions`);
  const table = page.getByRole('table', { name: /Sessions of this member/ });
  await expect(table.getByRole('row')).toHaveCount(2);
  await expectAccessible(page);
  await table.getByRole('button', { name: /^Revoke/ }).click();
  await expect(page.getByText('Session ended')).toBeVisible();
  await expect
    .poll(async () => {
      const headers = { Authorization: `Bearer ${secret}` };
      return (await fetch(`${provost.url}/api/v1/orgs/${organisation.id}/me`, { headers })).status;
    })
    .toBe(401);
});

test('a User (Human) reads members and is offered nothing to change', async ({
  browser,
  provost,
  organisation,
}) => {
  const { sven } = await fill(new Directory(provost, organisation));
  const value = await openSession(provost, organisation.id, sven);
  const context = await browser.newContext({ baseURL: provost.url });
  await context.addCookies([{ name: 'provost_session', value, url: provost.url }]);
  const page = await context.newPage();
  await page.goto(`/console/o/${organisation.id}/members`);
  await expect(page.getByRole('table', list).getByRole('row')).toHaveCount(5);
  await expect(page.getByRole('button', { name: 'Add collaborator' })).toHaveCount(0);
  await page.getByRole('link', { name: 'ann@example.com' }).click();
  await expect(page.getByRole('region', { name: 'Why?' })).toContainText('Admin (Human)');
  await expect(page.getByRole('button', { name: 'Remove' })).toHaveCount(0);
  await expect(page.getByRole('tab')).toHaveText(['Groups']);
  await page.goto(`/console/o/${organisation.id}/members/${sven}`);
  await expect(page.getByRole('tab')).toHaveText(['Groups', 'Sessions']);
  await page.goto(`/console/o/${organisation.id}/scim-groups`);
  await expect(page.getByRole('table', { name: 'SCIM Groups' }).getByRole('row')).toHaveCount(4);
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Actions for/ })).toHaveCount(0);
  await expectAccessible(page);
  await context.close();
});
