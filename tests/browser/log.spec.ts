import { Directory } from './support/directory';
import { expect, expectAccessible, test } from './support/test';
import type { Organisation, Provost } from './support/provost';

const user = (userName: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  active: 'True',
});

const create = (provost: Provost, organisation: Organisation, userName: string) =>
  provost.scim(organisation, 'POST', '/Users', user(userName));

test.beforeEach(({ signInAsOperator }) => signInAsOperator());

test('a failing mapping is found by its status, and its fix names the mapping', async ({
  page,
  provost,
  organisation,
}) => {
  await create(provost, organisation, 'ada@acme.test');
  expect((await create(provost, organisation, 'ALovelace')).status).toBe(400);

  await page.goto(`/console/o/${organisation.id}/log`);
  await page.getByRole('textbox', { name: 'Status' }).click();
  await page.getByRole('option', { name: '400' }).click();
  await expect(page).toHaveURL(/status=400/);

  const rows = page.getByRole('row').filter({ hasText: 'POST' });
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('userName must be an e-mail address, got "ALovelace"');
  await expect(rows).toContainText('How to fix it');
  await expect(rows).toContainText('Provisioning → Mappings');
  await expectAccessible(page);

  await rows.getByRole('link', { name: 'Could not create ALovelace' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Could not create ALovelace');
  await expect(page.getByRole('alert')).toContainText('check what is sent as userName');
  await expectAccessible(page);
  await page.getByRole('main').getByRole('link', { name: 'Provisioning log' }).click();
  await expect(page).toHaveURL(/status=400/);
});

test('the log is kept to one Secret Token: who still uses the old one', async ({
  page,
  provost,
  organisation,
}) => {
  await create(provost, organisation, 'by-the-old@acme.test');
  await page.goto(`/console/o/${organisation.id}/log`);
  await expect(page.getByRole('link', { name: /by-the-old/ })).toBeVisible();
  // With a single token there is nothing to choose.
  await expect(page.getByRole('textbox', { name: 'Secret Token' })).toHaveCount(0);

  const next = { ...organisation, token: await provost.cli('token', 'rotate', organisation.id) };
  await expect(async () => {
    expect((await create(provost, next, 'by-the-new@acme.test')).status).toBe(201);
  }).toPass();
  await page.reload();
  await expect(page.getByRole('link', { name: /by-the-new/ })).toBeVisible();
  await page.getByRole('textbox', { name: 'Secret Token' }).click();
  await expectAccessible(page);
  await page.getByRole('option', { name: 'retiring' }).click();
  await expect(page).toHaveURL(/token=/);
  await expect(page.getByRole('link', { name: /by-the-new/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /by-the-old/ })).toBeVisible();
  await page.getByRole('textbox', { name: 'Secret Token' }).click();
  await page.getByRole('option', { name: 'current' }).click();
  await expect(page.getByRole('link', { name: /by-the-old/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /by-the-new/ })).toBeVisible();
});

test('what a request changed is its title, and what fails alike is one line', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const ada = await directory.addPerson({ userName: 'ada@acme.test' });
  const admins = await directory.addGroup('Admins', []);
  await directory.addMember(admins, ada);
  for (const name of ['one', 'two', 'three']) await create(provost, organisation, name);
  await page.goto(`/console/o/${organisation.id}/log`);
  await expect(
    page.getByRole('link', { name: 'Added ada@acme.test to the group Admins' }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: /^Could not create/ })).toHaveText(
    'Could not create three',
  );
  await page.getByRole('button', { name: '2 more with the same cause' }).click();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Could not create one' }).click();
  await expect(page.getByRole('alert')).toContainText('got "one"');
});

test('a request that comes in while somebody looks shows by itself, until they pause', async ({
  page,
  provost,
  organisation,
}) => {
  await create(provost, organisation, 'ada@acme.test');
  await page.goto(`/console/o/${organisation.id}/log`);
  const table = page.getByRole('table', { name: 'SCIM requests, newest first' });
  await expect(table).toContainText('ada@acme.test');
  await expect(page.getByRole('status', { name: 'Live updates' })).toHaveText('Live', {
    timeout: 20_000,
  });

  await create(provost, organisation, 'grace@acme.test');
  await expect(table).toContainText('grace@acme.test');

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('status', { name: 'Live updates' })).toHaveText('Paused');
  await create(provost, organisation, 'edsger@acme.test');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(table).toContainText('edsger@acme.test');
});

test('an entry leads to the member and to the changes under the same number', async ({
  page,
  provost,
  organisation,
}) => {
  await create(provost, organisation, 'ada@acme.test');
  await page.goto(`/console/o/${organisation.id}/log?method=POST`);
  await page.getByRole('link', { name: 'Created ada@acme.test' }).click();
  await expect(page.getByRole('link', { name: 'ada@acme.test' })).toHaveAttribute(
    'href',
    /\/members\/[0-9a-f-]{36}$/,
  );
  const number = page.getByRole('link', { name: /^No\. / });
  const seq = /\d+/.exec((await number.textContent()) ?? '')?.[0] ?? '';
  await number.click();
  const row = page.getByRole('row').filter({ hasText: 'user.created' }).first();
  await expect(row).toContainText(seq);
});

test('a period is chosen in words, and a moment is still possible', async ({
  page,
  provost,
  organisation,
}) => {
  await create(provost, organisation, 'ada@acme.test');
  await page.goto(`/console/o/${organisation.id}/log`);
  const rows = page.getByRole('row').filter({ hasText: 'POST' });
  const period = page.getByRole('button', { name: /^Period:/ });
  await expect(period).toHaveText('Any time');
  const filters = page.getByRole('search', { name: 'Filters' });
  // How many different heights the fields and buttons of the filters end at.
  const lines = () =>
    filters.evaluate((bar) => {
      const controls = Array.from(bar.querySelectorAll<HTMLElement>('input, .mantine-Button-root'));
      const seen = controls.filter((one) => one.offsetParent !== null);
      return new Set(seen.map((one) => Math.round(one.getBoundingClientRect().bottom))).size;
    });

  await period.click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Last hour' }).click();
  await expect(period).toHaveText('Last hour');
  await expect(page).toHaveURL(/since=/);
  await expect(rows).toHaveCount(1);
  await expect(period).toBeFocused();

  await period.click();
  await page.getByRole('button', { name: 'Yesterday' }).click();
  await expect(period).toHaveText('Yesterday');
  await expect(page.getByRole('heading', { name: 'No matching requests' })).toBeVisible();
  await page.reload();
  await expect(period).toHaveText('Yesterday');

  await period.click();
  const from = page.getByLabel('From', { exact: true });
  const to = page.getByLabel('To', { exact: true });
  await from.fill('2/1/2026');
  await from.press('Enter');
  await expect(page.getByText('Enter a day and time, such as 1 Dec 2026, 14:30.')).toBeVisible();
  await from.fill('2026-01-02 03:04');
  await to.fill('2 Jan 2026, 5:06');
  await to.press('Enter');
  await expect(from).toHaveValue('2 Jan 2026, 03:04');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(period).toHaveText('2 Jan, 03:04 – 05:06');
  await page.getByRole('textbox', { name: 'Status' }).click();
  await page.getByRole('option', { name: '400' }).click();
  await page.getByRole('searchbox').fill('ada');
  await expect(filters.getByRole('button', { name: 'Clear filters' })).toBeVisible();
  for (const path of ['log', 'audit']) {
    await page.goto(`/console/o/${organisation.id}/${path}?search=a&since=2026-01-02T03:04:00Z`);
    await expect(filters.getByRole('button', { name: 'Clear filters' })).toBeVisible();
    expect(await lines(), `the filters of ${path} stand on one line`).toBe(1);
  }
});

test('without a request the page says how one comes', async ({ page, organisation, provost }) => {
  await provost.cli('org', 'create', `${organisation.id}-new`);
  await expect
    .poll(async () => (await page.request.get(`/api/v1/orgs/${organisation.id}-new`)).status())
    .toBe(200);
  await page.goto(`/console/o/${organisation.id}-new/log`);
  await expect(page.getByRole('heading', { name: 'No requests yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Open setup guide' }).click();
  await expect(page).toHaveURL(/setup-guide$/);
});

test('bodies show in the log once they are switched on, and never of what came before', async ({
  page,
  provost,
  organisation,
}) => {
  await create(provost, organisation, 'before@acme.test');
  await page.goto(`/console/o/${organisation.id}/log`);
  await page.getByRole('link', { name: 'Created before@acme.test' }).click();
  await expect(page.getByText('Bodies are not kept')).toBeVisible();
  await page.getByRole('button', { name: 'Keep bodies from now on' }).click();
  await expect(page.getByText('it was not kept at the time')).toBeVisible();

  // The server notices changed settings within a second.
  await expect
    .poll(async () => {
      await create(provost, organisation, `after-${Date.now()}@acme.test`);
      await page.goto(`/console/o/${organisation.id}/log?search=after-`);
      const created = /^Created after-/;
      await page.getByRole('link', { name: created }).first().click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(created);
      return page.getByRole('region', { name: 'Request body' }).isVisible();
    })
    .toBe(true);
});

test('the way from the audit trail leads to that request alone', async ({
  page,
  provost,
  organisation,
}) => {
  for (let n = 1; n <= 12; ++n) await create(provost, organisation, `p${n}@acme.test`);
  await page.goto(`/console/o/${organisation.id}/audit`);
  const created = page.getByRole('row').filter({ hasText: 'p1@acme.test' });
  await created.getByRole('link', { name: 'See request' }).click();
  await expect(page).toHaveURL(/\/log\?requestId=/);
  const rows = page.getByRole('row').filter({ hasText: 'POST' });
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('p1@acme.test');
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Only request/ }).click();
  await expect(rows).toHaveCount(12);
});
