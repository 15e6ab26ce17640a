import { Directory } from './support/directory';
import { expect, expectAccessible, test } from './support/test';

test.beforeEach(({ signInAsOperator }) => signInAsOperator());

test('who is in a group, who mapped it, another mapping and the way back, 5 clicks', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const ann = await directory.addPerson({ userName: 'ann@example.com' });
  const ben = await directory.addPerson({ userName: 'ben@example.com' });
  const root = await directory.addPerson({ userName: 'root@example.com' });
  const admins = await directory.addGroup('Root', [root]);
  await directory.map(admins, ['admin', 'human']);
  const inner = await directory.addGroup('Inner', [ben]);
  const outer = await directory.addGroup('Outer', [ann, inner]);
  await directory.map(outer, ['user', 'service']);

  await page.goto(`/console/o/${organisation.id}/scim-groups`);
  await page.getByRole('link', { name: 'Outer' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Outer' })).toBeVisible();
  await expect(page.getByText(/mapped by the command line/)).toBeVisible();
  await expect(page.getByText('1 person and 1 group directly in this group.')).toBeVisible();
  const people = page.getByRole('table', { name: 'Members of this group' }).getByRole('row');
  await expect(people).toHaveCount(2);
  await expect(people.last()).toContainText('ann@example.com');
  await expect(people.last()).toContainText('User (Service account)');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Change mapping' }).click();
  await page.getByRole('menuitem', { name: 'Mark as Admin (Human)' }).click();
  const dialog = page.getByRole('dialog', { name: 'Mark as Admin (Human): Outer' });
  await expect(dialog.getByRole('table', { name: /2 people/ }).first()).toContainText('ben@');
  await dialog.getByRole('button', { name: /2 people/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Admin (Human)').first()).toBeVisible();
  await expect(people.last()).toContainText('Admin (Human)');
  await expect(page.getByText(/mapped by Ada Operator \(operator\)/)).toBeVisible();

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Change undone')).toBeVisible();
  await expect(people.last()).toContainText('User (Service account)');
  await page.goto(`/console/o/${organisation.id}/members/${ann}`);
  await expect(page.getByRole('region', { name: 'Why?' })).toContainText(
    'Mapped by Ada Operator (operator)',
  );
});

test('a group’s members with those of its groups, the groups around it, and its history', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const ann = await directory.addPerson({ userName: 'ann@example.com' });
  const ben = await directory.addPerson({ userName: 'ben@example.com' });
  const inner = await directory.addGroup('Inner', [ben]);
  const middle = await directory.addGroup('Middle', [inner, ann]);
  await directory.addGroup('Outer', [middle]);
  await page.goto(`/console/o/${organisation.id}/scim-groups/${middle}`);
  const people = page.getByRole('table', { name: 'Members of this group' }).getByRole('row');
  await expect(people).toHaveCount(2);
  await page.getByText('Include members of nested groups', { exact: true }).click();
  await expect(people).toHaveCount(3);
  await expect(page).toHaveURL(/nested=true/);
  await page.getByRole('searchbox', { name: 'Search members of this group' }).fill('ben');
  await expect(people).toHaveCount(2);
  await expect(people.last()).toContainText('ben@example.com');

  await page.getByRole('tab', { name: 'Nested groups' }).click();
  await expect(page.getByRole('table', { name: 'Groups in this group' })).toContainText('Inner');
  const holders = page.getByRole('table', { name: 'Groups that contain this group' });
  await expect(holders).toContainText('Outer');
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText(/created.*Middle/)).toBeVisible();

  await page.getByRole('tab', { name: 'Members' }).click();
  await page.getByRole('link', { name: 'Open in Members' }).click();
  await expect(page.getByText('In group: Middle')).toBeVisible();
  const members = page.getByRole('table', { name: 'Members', exact: true }).getByRole('row');
  await expect(members).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show members outside Middle too' }).click();
  await expect(members).toHaveCount(3);
});

test('a group in a mapped one says that its members count there', async ({
  page,
  provost,
  organisation,
}) => {
  const directory = new Directory(provost, organisation);
  const ann = await directory.addPerson({ userName: 'ann@example.com' });
  const inner = await directory.addGroup('Inner', [ann]);
  const outer = await directory.addGroup('Outer', [inner]);
  await page.goto(`/console/o/${organisation.id}/scim-groups/${inner}`);
  await expect(page.getByText('being in this group changes nobody’s access')).toBeVisible();
  await directory.map(outer, ['admin', 'human']);
  await page.reload();
  await expect(page.getByText('count as members of Outer, which is mapped')).toBeVisible();
  await expect(page.getByText('changes nobody’s access')).toHaveCount(0);
});

test('a deleted group shows who deleted it and links to its history', async ({
  page,
  provost,
  organisation,
}) => {
  const group = await new Directory(provost, organisation).addGroup('Sales', []);
  await provost.scim(organisation, 'DELETE', `/Groups/${group}`);
  await page.goto(`/console/o/${organisation.id}/scim-groups/${group}`);
  await expect(page.getByRole('heading', { name: 'This group was deleted' })).toBeVisible();
  await expect(page.getByText(/Sales was deleted on .* by SCIM\./)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Show the history in Audit' }).click();
  await expect(page.getByRole('table')).toContainText('Sales');
});

test('a group that is not there has a page that says so', async ({ page, organisation }) => {
  const missing = '0190a1f0-0000-7000-8000-000000000001';
  await page.goto(`/console/o/${organisation.id}/scim-groups/${missing}`);
  await expect(page.getByRole('heading', { name: 'No such group' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'See all groups' }).click();
  await expect(page).toHaveURL(/scim-groups$/);
});
