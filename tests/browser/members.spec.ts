import { Directory } from './support/directory';
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
  await expect(page.getByText('4 people in all')).toBeVisible();
  await expect(rows.filter({ hasText: 'ivo@' })).toContainText('No access');
  await expectAccessible(page);

  await page.getByRole('searchbox', { name: 'Search members' }).fill('ann');
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL(/search=ann/);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows).toHaveCount(5);

  await page.getByLabel('Role').selectOption('Admin');
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText('Admin (Human)');
  await page.getByLabel('Role').selectOption('Any');
  await page.getByLabel('Identity type').selectOption('Service account');
  await expect(rows.last()).toContainText('build@example.com');
  await page.getByLabel('Identity type').selectOption('Any');
  await page.getByLabel('State').selectOption('Inactive');
  await expect(rows.last()).toContainText('ivo@example.com');

  await page.reload();
  await expect(rows).toHaveCount(2);
  await expect(page.getByLabel('State')).toHaveValue('false');
  await page.getByLabel('Access from').selectOption('Given by hand');
  await expect(page.getByRole('heading', { name: 'Nobody matches' })).toBeVisible();
  await expectAccessible(page);
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
  await expect(why).toContainText('This member is Admin (Human) because of a group');
  const sources = why
    .getByRole('list', { name: /All that could give access/ })
    .getByRole('listitem');
  await expect(sources.first()).toContainText('Platform admins');
  await expect(sources.first()).toContainText('counts');
  await expect(sources.first()).toContainText('Mapped by the command line');
  await expect(sources.nth(1)).toContainText('All staff');
  await expect(sources.nth(1)).toContainText('User (Human)');

  await why.getByLabel('What would remain without').selectOption('Platform admins');
  await expect(why.getByText('would remain')).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`without=${admins}`));
  await why.getByLabel('What would remain without').selectOption('All staff');
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
  const way = why.getByRole('link', { name: 'Show the request in the log' });
  await expect(way).toHaveAttribute('href', /\/log\?search=.+/);
});

test('while SCIM is on the identity provider decides who is here, and the page says so', async ({
  page,
  provost,
  organisation,
}) => {
  const { sven } = await fill(new Directory(provost, organisation));
  await page.goto(`/console/o/${organisation.id}/members`);
  const invite = page.getByRole('button', { name: 'Invite' });
  await expect(invite).toHaveAttribute('aria-disabled', 'true');
  await invite.focus();
  await expect(page.getByRole('tooltip')).toContainText('SCIM is enabled');
  await page.goto(`/console/o/${organisation.id}/members/${sven}`);
  await expect(page.getByRole('button', { name: 'Remove' })).toHaveAccessibleDescription(
    /SCIM is enabled/,
  );
});
