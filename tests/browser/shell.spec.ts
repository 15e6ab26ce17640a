import { Directory } from './support/directory';
import { provision } from './support/member';
import { expect, expectAccessible, test } from './support/test';

test('Ctrl+K finds pages, people, groups and organisations, and / goes to the search', async ({
  page,
  provost,
  organisation,
  signInAsOperator,
}) => {
  const directory = new Directory(provost, organisation);
  const zoe = await directory.addPerson({ userName: 'zoe.quill@example.com' });
  await directory.addGroup('Quill pens', [zoe]);
  await signInAsOperator();
  const root = `/console/o/${organisation.id}`;
  await page.goto(`${root}/members`);
  await expect(page).toHaveTitle('Members · Acme Inc. · Provost');

  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search members' })).toBeFocused();

  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search' });
  await expect(palette.getByRole('option', { name: /SCIM Groups/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type('quill');
  await expect(palette.getByRole('option', { name: 'Quill pens' })).toBeVisible();
  await palette.getByRole('option', { name: 'zoe.quill@example.com' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('zoe.quill@example.com');
  await expect(palette).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('role perm');
  await expect(palette.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${root}/role-permissions$`));

  await provost.organisation(`${organisation.id}-2`, 'Globex Corp.');
  await page.getByRole('button', { name: 'Switch organisation' }).click();
  const switcher = page.getByRole('dialog', { name: 'Switch organisation' });
  await page.keyboard.type(`${organisation.id}-2`);
  await switcher.getByRole('option', { name: /Globex Corp\./ }).click();
  await expect(page).toHaveTitle('Overview · Globex Corp. · Provost');
});

test('? shows the shortcuts, and so does the account', async ({
  page,
  organisation,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/members`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('?');
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(shortcuts.getByRole('row', { name: /Search this page/ })).toContainText('/');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(shortcuts).toHaveCount(0);
  const search = page.getByRole('searchbox', { name: 'Search members' });
  await search.focus();
  await page.keyboard.type('?');
  await expect(search).toHaveValue('?');
  await page.getByRole('button', { name: /^Account,/ }).click();
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  await expect(shortcuts).toBeVisible();
});

test('no message lies over a dialog, and none outlives its page', async ({
  page,
  provost,
  organisation,
  signInAsOperator,
}) => {
  const directory = new Directory(provost, organisation);
  const ann = await directory.addPerson({ userName: 'ann@example.com' });
  await directory.addGroup('Admins', [ann]);
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/scim-groups`);
  const actions = page.getByRole('button', { name: 'Actions for Admins' });
  await actions.click();
  await page.getByRole('menuitem', { name: 'Mark as Admin (Human)' }).click();
  await page.getByRole('button', { name: 'Apply to 1 person' }).click();
  const said = page.getByText('Mapping applied');
  await expect(said).toBeVisible();
  await actions.click();
  await page.getByRole('menuitem', { name: 'Clear mapping' }).click();
  await expect(page.getByRole('dialog', { name: /^Clear mapping/ })).toBeVisible();
  const isCovered = await said.evaluate((message) => {
    const { x, y, width, height } = message.getBoundingClientRect();
    return !message.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  });
  expect(isCovered).toBe(true);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: /^Clear mapping/ })).toHaveCount(0);
  await page.getByRole('navigation').getByRole('link', { name: 'Members' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible();
  await expect(said).toHaveCount(0);
});

test('whoever comes back to a page sees what has changed meanwhile', async ({
  page,
  provost,
  organisation,
  signInAsOperator,
}) => {
  const directory = new Directory(provost, organisation);
  const admins = await directory.addGroup('Admins', []);
  await signInAsOperator();
  await page.clock.install();
  await page.goto(`/console/o/${organisation.id}/scim-groups`);
  const row = page.getByRole('row', { name: /Admins/ });
  await expect(row).toContainText('Not mapped');
  await directory.map(admins, ['user', 'service']);
  await page.clock.runFor(6_000);
  // Of two windows side by side neither is ever hidden.
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(row).toContainText('User (Service account)');
});

test('what is typed outlives the session, and is not left without a question', async ({
  page,
  provost,
  operator,
  organisation,
  signInAsOperator,
}) => {
  await provost.cli('scim', 'disable', organisation.id);
  await signInAsOperator();
  const root = `/console/o/${organisation.id}`;
  await page.goto(`${root}/members`);
  await page.getByRole('button', { name: /^(Invite|Add collaborator)$/ }).click();
  await page.getByRole('textbox', { name: 'User name' }).fill('olga@acme.example');
  await page.context().clearCookies();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(Invite|Add collaborator)$/ })
    .click();
  await expect(page.getByText('Your session has ended')).toBeVisible();

  await page.goto(
    '/console/sign-in?' +
      new URLSearchParams({ as: 'operator', to: `/o/${organisation.id}/members` }),
  );
  await page.getByRole('textbox', { name: 'Name' }).fill(operator.name);
  await page.getByRole('textbox', { name: 'Password' }).fill(operator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /^(Invite|Add collaborator)$/ }).click();
  await expect(page.getByRole('textbox', { name: 'User name' })).toHaveValue('olga@acme.example');
  await page.getByRole('button', { name: 'Cancel' }).click();

  await page.goto(`${root}/identity-access#sign-in`);
  const issuer = page.getByRole('textbox', { name: 'Issuer' });
  await issuer.fill('https://login.example.com');
  await page.getByRole('navigation').getByRole('link', { name: 'SCIM Groups' }).click();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Stay on this page' }).click();
  await expect(issuer).toHaveValue('https://login.example.com');
  await page.getByRole('navigation').getByRole('link', { name: 'SCIM Groups' }).click();
  await question.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'SCIM Groups' })).toBeVisible();
  await page.goto(`${root}/identity-access#sign-in`);
  await expect(page.getByRole('textbox', { name: 'Issuer' })).toHaveValue('');
});

test('a name that would turn a sentence around shows what it holds', async ({
  page,
  provost,
  organisation,
  signInAsOperator,
}) => {
  await provision(provost, organisation, {
    userName: 'mallory@acme.example',
    externalId: 'x\u202Eresrever',
  });
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/members`);
  await expect(page.getByText('x\\u{202E}resrever')).toBeVisible();
  await expect(page.locator('main bdi', { hasText: 'mallory@acme.example' })).toBeVisible();
  await expect(page.locator('main')).not.toContainText('\u202E');
});

test('a row stays where it is when the first group is selected, and is a card on a phone', async ({
  page,
  provost,
  organisation,
  signInAsOperator,
}) => {
  const directory = new Directory(provost, organisation);
  await directory.addGroup('Engineers', []);
  await directory.addGroup('Sales', []);
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/scim-groups`);
  for (const size of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    const row = page.getByRole('row', { name: /Sales/ });
    const select = page.getByRole('checkbox', { name: 'Select Engineers' });
    await expect(row.getByText('Not mapped')).toBeInViewport();
    await expect(row.getByRole('button', { name: 'Actions for Sales' })).toBeVisible();
    const before = await row.boundingBox();
    await select.check();
    await expect(page.getByText('1 group selected')).toBeVisible();
    expect(await row.boundingBox()).toEqual(before);
    await select.uncheck();
  }
  await expectAccessible(page);
});

test('something shows before the scripts are here', async ({ page }) => {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(/\/console\/assets\//, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/console/sign-in', { waitUntil: 'commit' });
  const splash = page.getByRole('status', { name: 'Loading' });
  await expect(splash).toBeVisible();
  const painted = () => page.evaluate(() => performance.getEntriesByName('first-paint').length);
  await expect.poll(painted).toBe(1);
  letGo();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await expect(splash).toHaveCount(0);
});

test('a session that ends soon says so five minutes ahead', async ({
  page,
  organisation,
  signInAsOperator,
}) => {
  await signInAsOperator();
  const expires = new Date(Date.now() + 7 * 60_000).toISOString();
  await page.route('**/api/v1/session', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), expires } });
  });
  await page.clock.install();
  await page.goto(`/console/o/${organisation.id}/members`);
  await expect(page.getByRole('heading', { name: 'Members', level: 1 })).toBeVisible();
  const warning = page.getByText('Your session ends at');
  await expect(warning).toHaveCount(0);
  await page.clock.fastForward('02:15');
  await expect(warning).toContainText('sign in again to continue here');
});
