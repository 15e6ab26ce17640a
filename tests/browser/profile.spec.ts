import { groupOf, provision, signInAsMember } from './support/member';
import { expect, expectAccessible, test } from './support/test';

test('an operator ends a session of another browser', async ({
  page,
  browser,
  operator,
  signInAsOperator,
}) => {
  const context = await browser.newContext();
  await signInAsOperator();
  await page.goto('/console/profile');
  const sessions = page.getByRole('table', { name: 'Your sessions' });
  await expect(sessions.getByText('this one')).toBeVisible();
  await expectAccessible(page);

  const other = await context.request.post(new URL('/api/v1/session', page.url()).href, {
    data: operator,
    headers: { 'User-Agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Safari/604.1' },
  });
  expect(other.ok()).toBe(true);
  await page.reload();
  const theirs = sessions.getByRole('row').filter({ hasText: 'iPhone' });
  await expect(theirs).toHaveCount(1);
  await theirs.getByRole('button', { name: /^End the session/ }).click();
  await expect(theirs).toHaveCount(0);
  const after = await context.request.get(new URL('/api/v1/session', page.url()).href);
  expect(after.status()).toBe(401);
  await context.close();
});

test('the session in use is not ended there, and the reason is said', async ({
  page,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await page.goto('/console/profile');
  const own = page.getByRole('row').filter({ hasText: 'this one' });
  await expect(own.getByRole('button', { name: /^End the session/ })).toHaveAttribute(
    'aria-description',
    /sign out/,
  );
});

test('a password is changed only by whoever knows the one before', async ({
  page,
  provost,
  context,
}) => {
  const link = new URL(await provost.operatorLink()).hash.slice(1);
  const name = `Olga ${Date.now()}`;
  const account = { link, name, password: 'tabby marble lantern' };
  const made = await context.request.post(`${provost.url}/api/v1/operator-links/redeem`, {
    data: account,
  });
  expect(made.ok()).toBe(true);

  await page.goto('/console/profile');
  const panel = page.getByRole('region', { name: 'Password' });
  const fill = async (current: string) => {
    await panel.getByLabel('Current password').fill(current);
    await panel.getByLabel('New password').fill('copper kettle meadow');
    await panel.getByLabel('Repeat password').fill('copper kettle meadow');
    await panel.getByRole('button', { name: 'Change password' }).click();
  };
  await fill('not the password');
  await expect(panel.getByRole('alert')).toHaveText('The current password is wrong.');
  await fill(account.password);
  await expect(page.getByText('Password changed.')).toBeVisible();

  const signIn = (password: string) =>
    context.request.post(`${provost.url}/api/v1/session`, { data: { name, password } });
  expect((await signIn(account.password)).status()).toBe(401);
  expect((await signIn('copper kettle meadow')).ok()).toBe(true);
});

test('a member sees their own access and what gave it', async ({
  page,
  provost,
  browser,
  context,
  organisation,
  signInAsOperator,
}) => {
  const olga = await provision(provost, organisation, {
    userName: 'olga@acme.example',
    externalId: '7f4e1c52-0b5a-4f6e-9c36-0d1f5a7b8c9d',
  });
  await groupOf(provost, organisation, 'Readers', [olga]);
  await provost.cli(
    ...['group', 'map', organisation.id, 'Readers', '--role', 'user', '--type', 'human'],
  );
  await signInAsOperator();
  const own = await browser.newContext();
  await signInAsMember(own, context, provost, organisation, olga);
  await page.close();
  const mine = await own.newPage();
  await mine.goto(`${provost.url}/console/profile`);
  await expect(mine).toHaveURL(new RegExp(`/console/o/${organisation.id}/profile`));
  await expect(mine.getByText('olga@acme.example').first()).toBeVisible();
  const access = mine.getByRole('region', { name: 'Your access' });
  await expect(access.getByText('User (Human)')).toBeVisible();
  const groups = mine.getByRole('region', { name: 'Your groups' });
  await expect(groups.getByText('Readers')).toBeVisible();
  // Their password is their organisation's.
  await expect(mine.getByRole('region', { name: 'Password' })).toBeHidden();
  await expectAccessible(mine);
  await own.close();
});
