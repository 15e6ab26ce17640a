import { randomUUID } from 'node:crypto';

import { expect, expectAccessible, test } from './support/test';

test.beforeEach(({ signInAsOperator }) => signInAsOperator());

const user = (userName: string, more = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  active: 'True',
  ...more,
});

test('what is wrong is there with what to do, the heaviest first', async ({
  page,
  provost,
  organisation,
}) => {
  await provost.scim(
    organisation,
    'POST',
    '/Users',
    user('ada@acme.test', { externalId: 'alovelace', displayName: 'Ada' }),
  );
  await page.goto(`/console/o/${organisation.id}/findings`);
  const warning = page.getByRole('article', { name: 'externalId looks like a name, not an ID' });
  await expect(warning).toContainText('alovelace');
  await expect(warning).toContainText('Map an ID that never changes to externalId');
  await expect(warning.getByRole('link', { name: 'Setup guide' })).toBeVisible();
  await expect(page.getByRole('article', { name: 'Ignored: displayName' })).toContainText(
    'displayName',
  );
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    'Critical',
    'Warnings',
    'Good to know',
  ]);
  await expectAccessible(page);
});

test('a finding leads to the requests that it counts, and to no others', async ({
  page,
  provost,
  organisation,
}) => {
  const add = (userName: string) => provost.scim(organisation, 'POST', '/Users', user(userName));
  for (const name of ['ada', 'bob', 'cyd']) {
    expect((await add(`${name}@acme.test`)).status).toBe(201);
    expect((await add(`${name}@acme.test`)).status).toBe(409);
  }
  for (const name of ['one', 'two', 'three']) expect((await add(name)).status).toBe(400);
  await page.goto(`/console/o/${organisation.id}/findings`);
  const taken = page.getByRole('article', { name: /Requests keep failing for .*ada@acme\.test/ });
  await taken.getByRole('link', { name: 'See failures' }).click();
  await expect(page).toHaveURL(/\/log\?cause=/);
  const main = page.getByRole('main');
  await expect(main).toContainText('cyd@acme.test');
  await expect(main).not.toContainText('three');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Only one cause' }).click();
  await expect(main).toContainText('three');
});

test('an old token that is still used before its end leads to its requests', async ({
  page,
  provost,
  organisation,
}) => {
  await provost.cli('token', 'rotate', organisation.id, '--name', 'Entra', '--overlap', '40s');
  const warning = page.getByRole('article', { name: 'The old token is still used' });
  await expect(async () => {
    await provost.scim(organisation, 'GET', '/Users?count=0');
    await page.goto(`/console/o/${organisation.id}/findings`);
    await expect(warning).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 38_000 });
  await expect(warning).toContainText(`${organisation.token.slice(0, 10)}… ends at`);
  await expect(warning).toContainText('127.0.0.1');
  await expect(warning).toContainText('Enter the new token at this client');
  await expectAccessible(page);
  await warning.getByRole('link', { name: 'Show its requests' }).click();
  await expect(page).toHaveURL(/\/log\?token=/);
});

test('Check again says whether a request has come since without the fault, and how to cause one', async ({
  page,
  provost,
  organisation,
}) => {
  const add = (name: string, more: object) =>
    provost.scim(organisation, 'POST', '/Users', user(`${name}@acme.test`, more));
  await add('ada', { externalId: randomUUID(), displayName: 'Ada' });
  await page.goto(`/console/o/${organisation.id}/findings`);
  const card = page.getByRole('article', { name: 'Ignored: displayName' });
  const check = card.getByRole('button', { name: 'Check again' });
  await check.click();
  await expect(card.getByRole('status')).toContainText(
    /Last seen .*; no request has come since\. To cause one, change an assigned person/,
  );
  await expectAccessible(page);
  await provost.scim(organisation, 'GET', '/ServiceProviderConfig');
  await expect(async () => {
    await check.click();
    await expect(card.getByRole('status')).toContainText('1 request since without it.', {
      timeout: 1000,
    });
  }).toPass();
  await add('bob', { externalId: randomUUID() });
  await expect(async () => {
    if (await card.isVisible()) await check.click();
    await expect(card).toHaveCount(0, { timeout: 1000 });
  }).toPass();
});

test('the side bar counts what is open; what newer requests are free of is resolved', async ({
  page,
  provost,
  organisation,
}) => {
  const add = (name: string, more: object) =>
    provost.scim(organisation, 'POST', '/Users', user(`${name}@acme.test`, more));
  await add('ada', { externalId: 'alovelace', displayName: 'Ada' });
  await page.goto(`/console/o/${organisation.id}/findings`);
  const title = 'externalId looks like a name, not an ID';
  const badge = page
    .getByRole('navigation', { name: 'Navigation' })
    .getByRole('link', { name: /^Findings/ });
  await expect(page.getByRole('article', { name: title, exact: true })).toBeVisible();
  const open = await page.getByRole('article').count();
  await expect(badge).toHaveAccessibleName(`Findings ${open} open`);
  await expect(page.getByRole('region', { name: 'Resolved' })).toHaveCount(0);

  await add('bob', { externalId: randomUUID() });
  await page.reload();
  const resolved = page.getByRole('region', { name: 'Resolved' });
  await expect(resolved.getByRole('article')).toHaveCount(2);
  await expect(resolved).toContainText(title);
  await expect(resolved).toContainText('last seen');
  await expect(page.getByRole('article', { name: title, exact: true })).toHaveCount(0);
  await expect(badge).toHaveAccessibleName(`Findings ${open - 2} open`);
  await expectAccessible(page);
});

test('an object that fails again and again leads to its requests', async ({
  page,
  provost,
  organisation,
}) => {
  for (let attempt = 0; attempt < 4; ++attempt)
    await provost.scim(organisation, 'POST', '/Users', user('ada@acme.test'));
  await page.goto(`/console/o/${organisation.id}/findings`);
  const finding = page.getByRole('article', { name: 'Requests keep failing for' });
  await finding.getByRole('link', { name: 'See failures' }).click();
  await expect(page).toHaveURL(/\/log\?cause=user_name\.taken&since=/);
  const row = page.getByRole('row').filter({ hasText: '409' });
  await expect(row.getByRole('button', { name: '2 more with the same cause' })).toBeVisible();
});

test('a new organisation is told that set-up is not finished, and where', async ({
  page,
  organisation,
  provost,
}) => {
  await provost.cli('org', 'create', `${organisation.id}-new`);
  await expect
    .poll(async () => (await page.request.get(`/api/v1/orgs/${organisation.id}-new`)).status())
    .toBe(200);
  await page.goto(`/console/o/${organisation.id}-new/findings`);
  const finding = page.getByRole('article', { name: 'Set-up is not finished' });
  await expect(finding).toContainText('SCIM is disabled');
  await finding.getByRole('link', { name: 'Setup guide' }).click();
  await expect(page).toHaveURL(/\/setup-guide$/);
});

test('without any the page says what was looked at', async ({ page, organisation, provost }) => {
  const made = await provost.scim(
    organisation,
    'POST',
    '/Users',
    user('ada@acme.test', { externalId: randomUUID() }),
  );
  const { id } = (await made.json()) as { id: string };
  await provost.scim(organisation, 'POST', '/Groups', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: 'Admins',
    members: [{ value: id }],
  });
  const [group] = JSON.parse(await provost.cli('group', 'list', organisation.id, '--json')) as {
    id: string;
  }[];
  await provost.cli(
    'group',
    'map',
    organisation.id,
    group!.id,
    '--role',
    'admin',
    '--type',
    'human',
  );
  await page.goto(`/console/o/${organisation.id}/findings`);
  await expect(page.getByRole('heading', { name: 'Nothing needs your attention' })).toBeVisible();
  await expectAccessible(page);
});
