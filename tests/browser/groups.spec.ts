import { Directory } from './support/directory';
import { expect, expectAccessible, test, type Page } from './support/test';

const names = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, n) => `${prefix}${n}@example.com`);

const table = (page: Page) => page.getByRole('table', { name: 'SCIM Groups' });
const bar = (page: Page) => page.getByRole('region', { name: 'Mapping of the selected groups' });
const mappingOf = (page: Page, group: string) =>
  table(page).getByRole('row').filter({ hasText: group });

async function openGroups(page: Page, org: string, query = ''): Promise<void> {
  await page.goto(`/console/o/${org}/scim-groups${query}`);
  await expect(table(page).getByRole('row').nth(1)).toBeVisible();
}

async function mark(page: Page, group: string, action: string) {
  await page.getByRole('button', { name: `Actions for ${group}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
  return page.getByRole('dialog', { name: `${action}: ${group}` });
}

test.beforeEach(({ signInAsOperator }) => signInAsOperator());

test('groups are searched and filtered, with their counts and mappings', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const [ann = '', ben = ''] = await directory.addPeople(
    names(2, 'p').map((userName) => ({ userName })),
  );
  const admins = await directory.addGroup('Platform admins', [ann, ben]);
  await directory.addGroup('Sales', [ann]);
  await directory.map(admins, ['admin', 'human']);
  await openGroups(page, organisation.id);
  await expect(mappingOf(page, 'Platform admins')).toContainText('Admin (Human)');
  await expect(mappingOf(page, 'Platform admins').getByRole('cell', { name: '2' })).toBeVisible();
  await expect(mappingOf(page, 'Sales')).toContainText('Not mapped');
  await expectAccessible(page);

  await page.getByRole('searchbox', { name: 'Search groups' }).fill('sal');
  await expect(table(page).getByRole('row')).toHaveCount(2);
  await expect(page).toHaveURL(/search=sal/);
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect(table(page).getByRole('row')).toHaveCount(3);
  await page.getByText('Mapped', { exact: true }).click();
  await expect(table(page).getByRole('row')).toHaveCount(2);
  await expect(page).toHaveURL(/mapped=true/);
});

test('a mapping is reviewed, losses first, and applied', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const people = await directory.addPeople(names(12, 'p').map((userName) => ({ userName })));
  const root = await directory.addPerson({ userName: 'root@example.com' });
  const mixed = await directory.addGroup('Mixed', people.slice(0, 9));
  const admins = await directory.addGroup('Admins', [root, ...people.slice(0, 4)]);
  await directory.map(admins, ['admin', 'human']);
  const robots = await directory.addGroup('Robots', people.slice(4, 9));
  await directory.map(robots, ['user', 'service']);
  await directory.map(mixed, ['admin', 'service']);
  // Four are Admin (Human) by another group; the other five hold what Mixed gives.
  await openGroups(page, organisation.id);
  await page.getByRole('checkbox', { name: 'Select Mixed' }).check();
  await page.getByRole('checkbox', { name: 'Select Robots' }).check();
  await expect(bar(page)).toContainText('2 groups selected');
  await bar(page).getByRole('button', { name: 'Mark as User (Human)', exact: true }).click();

  const dialog = page.getByRole('dialog', { name: 'Mark as User (Human): 2 groups' });
  const losses = dialog.getByRole('table', { name: '5 people lose' });
  await expect(losses.getByRole('row')).toHaveCount(6);
  await expect(losses.getByRole('row').nth(1)).toContainText(
    /p\d@example\.com.*Admin \(Service account\).*User \(Human\)/,
  );
  await expect(dialog.getByRole('table', { name: /gain/ })).toHaveCount(0);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Apply to 5 people' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Mapping applied')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Show in Audit' })).toHaveAttribute(
    'href',
    /audit\?type=group\.mapped/,
  );
  await expect(mappingOf(page, 'Mixed')).toContainText('User (Human)');
  await expect(bar(page)).toContainText('Select groups to mark them');
});

test('who gains stands below who loses, and pages of people follow', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const people = await directory.addPeople(names(140, 'p').map((userName) => ({ userName })));
  const root = await directory.addPerson({ userName: 'root@example.com' });
  await directory.map(await directory.addGroup('Root', [root]), ['admin', 'human']);
  const humans = await directory.addGroup('Humans', people.slice(0, 20));
  await directory.map(humans, ['user', 'human']);
  const robots = await directory.addGroup('Robots', people.slice(20));
  await directory.map(robots, ['user', 'service']);
  const admins = await directory.addGroup('Former admins', people.slice(0, 10));
  await directory.map(admins, ['admin', 'human']);
  await openGroups(page, organisation.id);
  for (const group of ['Robots', 'Former admins'])
    await page.getByRole('checkbox', { name: `Select ${group}` }).check();
  await bar(page).getByRole('button', { name: 'Mark as User (Human)', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { level: 3 })).toHaveText([
    '10 people lose Admin',
    '120 people can now sign in',
  ]);
  const gains = dialog.getByRole('table', { name: '120 people can now sign in' });
  await expect(gains.getByRole('row')).toHaveCount(51);
  await dialog.getByRole('button', { name: 'Show more people' }).click();
  await expect(gains.getByRole('row')).toHaveCount(101);
  await dialog.getByRole('button', { name: 'Show more people' }).click();
  await expect(gains.getByRole('row')).toHaveCount(121);
  await expect(dialog.getByRole('button', { name: 'Show more people' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Apply to 130 people' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('120 people gained rights, 10 people lost rights.')).toBeVisible();
});

test('among many people one is searched for, and whoever is inactive is accounted for', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const people = await directory.addPeople(names(140, 'p').map((userName) => ({ userName })));
  const zoe = await directory.addPerson({ userName: 'zoe.quill@example.com' });
  const gone = await directory.addPeople(
    names(3, 'gone').map((userName) => ({ userName, active: false })),
  );
  const long = 'All-staff-'.repeat(25);
  await directory.addGroup(long, [...people, zoe, ...gone]);
  await openGroups(page, organisation.id);
  const dialog = await mark(page, long, 'Mark as Admin (Human)');
  await expect(dialog.getByRole('heading', { level: 3 })).toHaveText('141 people gain Admin');
  await expect(dialog.getByText('3 inactive people are not affected.')).toBeVisible();
  await expectAccessible(page);

  // The whole name, in as many lines as it takes, beside the way out.
  for (const size of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    await expect(dialog.getByRole('button', { name: 'Close' })).toBeInViewport({ ratio: 1 });
    const heading = dialog.getByRole('heading', { level: 2 });
    const isWhole = await heading.evaluate((one) => one.scrollWidth <= one.clientWidth);
    expect(isWhole, `${size.width}`).toBe(true);
    const wide = await dialog.evaluate((one) => one.scrollWidth > one.clientWidth);
    expect(wide, `${size.width}`).toBe(false);
  }
  await page.setViewportSize({ width: 1440, height: 900 });

  const gains = dialog.getByRole('table', { name: '141 people gain Admin' });
  await expect(gains.getByRole('row')).toHaveCount(51);
  const before = await dialog.boundingBox();
  await dialog.getByRole('searchbox', { name: 'Search these people' }).fill('ZOE');
  await expect(gains.getByRole('row')).toHaveCount(2);
  await expect(gains).toContainText('zoe.quill@example.com');
  expect((await dialog.boundingBox())?.y, 'the dialog stays where it is').toBe(before?.y);
  await expect(dialog.getByRole('button', { name: 'Apply to 141 people' })).toBeVisible();
  await dialog.getByRole('searchbox').fill('nobody');
  await expect(dialog.getByText('No one here has that in their userName.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Clear search' }).click();
  await expect(gains.getByRole('row')).toHaveCount(51);
});

test('several kinds of losses are told apart, and the button is red', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const root = await directory.addPerson({ userName: 'root@example.com' });
  await directory.map(await directory.addGroup('Root', [root]), ['admin', 'human']);
  const [ann = '', ben = ''] = await directory.addPeople(
    names(2, 'p').map((userName) => ({ userName })),
  );
  const admins = await directory.addGroup('Admins', [ann]);
  await directory.map(admins, ['admin', 'service']);
  await directory.addGroup('Humans', [ben]);
  await openGroups(page, organisation.id);
  for (const group of ['Admins', 'Humans'])
    await page.getByRole('checkbox', { name: `Select ${group}` }).check();
  await bar(page).getByRole('button', { name: 'Mark as User (Service account)' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { level: 3 })).toHaveText('2 people lose rights');
  await expect(dialog.getByText('1 loses Admin · 1 can no longer sign in')).toBeVisible();
  const apply = dialog.getByRole('button', { name: 'Apply to 2 people' });
  const red = 'rgb(201, 42, 42)';
  expect(await apply.evaluate((button) => getComputedStyle(button).backgroundColor)).toBe(red);
});

test('m goes to the marking buttons, wherever in the list somebody is', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  await directory.addGroups(
    Array.from({ length: 8 }, (_, n) => ({ displayName: `Team ${n}`, people: [] })),
  );
  await openGroups(page, organisation.id);
  await page.getByRole('checkbox', { name: 'Select Team 6' }).check();
  await page.keyboard.press('m');
  const first = bar(page).getByRole('button', { name: 'Mark as User (Human)', exact: true });
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('m');
  await expect(first, 'a dialog keeps the keyboard').not.toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const search = page.getByRole('searchbox', { name: 'Search groups' });
  await search.focus();
  await page.keyboard.type('team');
  await expect(search, 'a letter is a letter where somebody types').toHaveValue('team');
});

test('the last admin is called out, and overridden only with a reason', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const root = await directory.addPerson({ userName: 'root@example.com' });
  const admins = await directory.addGroup('Admins', [root]);
  await directory.map(admins, ['admin', 'human']);
  await openGroups(page, organisation.id);
  const dialog = await mark(page, 'Admins', 'Clear mapping');
  await expect(dialog.getByRole('alert')).toContainText('without an active Admin (Human)');
  await expect(dialog.getByRole('alert')).toContainText(
    'Mark another group as Admin (Human) first',
  );
  const apply = dialog.getByRole('button', { name: 'Apply to 1 person' });
  await expect(apply).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(page);
  await apply.click({ force: true });
  await expect(dialog).toBeVisible();

  await dialog.getByText('Override the guard').click();
  await dialog.getByLabel('Reason for overriding').fill('the operator takes over');
  await expectAccessible(page);
  await apply.click();
  await expect(dialog).toBeHidden();
  await expect(mappingOf(page, 'Admins')).toContainText('Not mapped');
});

test('a preview that is out of date is shown anew, and says so', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const ann = await directory.addPerson({ userName: 'ann@example.com' });
  const ben = await directory.addPerson({ userName: 'ben@example.com' });
  const admins = await directory.addGroup('Admins', [ann]);
  await openGroups(page, organisation.id);
  const dialog = await mark(page, 'Admins', 'Mark as Admin (Human)');
  await expect(dialog.getByRole('table', { name: '1 person gains' })).toContainText('ann@');
  await directory.addMember(admins, ben);
  await dialog.getByRole('button', { name: 'Apply to 1 person' }).click();
  await expect(
    dialog.getByRole('alert').filter({ hasText: 'The effect has changed' }),
  ).toBeVisible();
  await expect(dialog.getByRole('table', { name: '2 people gain' })).toContainText('ben@');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Apply to 2 people' }).click();
  await expect(dialog).toBeHidden();
  await expect(mappingOf(page, 'Admins')).toContainText('Admin (Human)');
});

test('all groups that match are mapped at once, whatever page they are on', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const ann = await directory.addPerson({ userName: 'ann@example.com' });
  const groups = Array.from({ length: 130 }, (_, n) => ({
    displayName: `${n < 120 ? 'Team' : 'Club'} ${n}`,
    people: [ann],
  }));
  await directory.addGroups(groups);
  await openGroups(page, organisation.id, '?search=Team');
  await page.getByRole('checkbox', { name: 'Select this page' }).check();
  await expect(bar(page)).toContainText('50 groups selected');
  await bar(page).getByRole('button', { name: 'Select all matching groups' }).click();
  await expect(bar(page)).toContainText('120 groups selected (70 on other pages)');
  await expectAccessible(page);
  await bar(page).getByRole('button', { name: 'Mark as User (Service account)' }).click();
  const dialog = page.getByRole('dialog', { name: 'Mark as User (Service account): 120 groups' });
  await expect(dialog.getByRole('region', { name: 'Groups in this change' })).toContainText(
    'and 115 groups more',
  );
  await dialog.getByRole('button', { name: 'Apply to 1 person' }).click();
  await expect(dialog).toBeHidden();
  await openGroups(page, organisation.id, '?mapped=false');
  await expect(table(page).getByRole('row')).toHaveCount(11);
});

test('while SCIM is off mappings are locked, with the reason', async ({
  page,
  provost,
  organisation,
}) => {
  await new Directory(provost, organisation).addGroup('Sales', []);
  await provost.cli('scim', 'disable', organisation.id);
  await openGroups(page, organisation.id);
  await expect(page.getByRole('alert')).toContainText('SCIM is disabled');
  await page.getByRole('checkbox', { name: 'Select Sales' }).check();
  const button = bar(page).getByRole('button', { name: 'Mark as Admin (Human)' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toHaveAccessibleDescription(/SCIM is disabled/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Actions for Sales' }).click();
  await expect(page.getByRole('menuitem', { name: /Mark as User \(Human\)/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await expectAccessible(page);
});

test('the keyboard alone maps a group, and comes back to where it was', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const ann = await directory.addPerson({ userName: 'ann@example.com' });
  await directory.addGroup('Admins', [ann]);
  await openGroups(page, organisation.id);
  const actions = page.getByRole('button', { name: 'Actions for Admins' });
  await actions.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Mark as User (Human)' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Mark as Admin (Human)' })).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Mark as Admin (Human): Admins' });
  await expect(dialog.getByRole('button', { name: 'Apply to 1 person' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(actions).toBeFocused();
});

test('a dialog that was opened from a menu with the mouse gives the focus back to its row', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const ann = await directory.addPerson({ userName: 'ann@example.com' });
  await directory.addGroup('Admins', [ann]);
  await directory.addGroup('Sales', [ann]);
  await openGroups(page, organisation.id);
  const actions = page.getByRole('button', { name: 'Actions for Sales' });
  await actions.click();
  await page.getByRole('menuitem', { name: 'Mark as User (Human)' }).click();
  const dialog = page.getByRole('dialog', { name: 'Mark as User (Human): Sales' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await expect(actions).toBeFocused();
});
