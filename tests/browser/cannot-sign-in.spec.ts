import { randomUUID } from 'node:crypto';

import type { Browser } from '@playwright/test';

import type { IdentityProvider } from './support/identity-provider';
import { provision } from './support/member';
import { signIn, test } from './support/oidc';
import type { Organisation, Provost } from './support/provost';
import { expect, expectAccessible, type Page } from './support/test';

const userName = 'bob.wrongext@acme.example';

const shoot = (page: Page, name: string) =>
  page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: true });

interface Refused {
  browser: Browser;
  provost: Provost;
  organisation: Organisation;
  provider: IdentityProvider;
}

// Bob's identity provider sends another externalId than the id in his token: he is turned away.
async function refuseBob({ browser, provost, organisation, provider }: Refused) {
  const oid = randomUUID();
  const bob = await provision(provost, organisation, { userName, externalId: 'bob.wrongext' });
  provider.know({ oid, userName });
  const his = await browser.newContext({ baseURL: provost.url });
  await his.route(/^https:/, (route) => route.abort());
  const door = await his.newPage();
  await signIn(door, organisation, userName);
  await expect(door.getByRole('heading', { name: 'You don’t have an account here' })).toBeVisible();
  return { bob, oid, door };
}

test('a member cannot sign in: his page says which ids differ, what to do and who can, 1 click', async ({
  page,
  browser,
  provost,
  organisation,
  provider,
  signInAsOperator,
}) => {
  const { oid, door } = await refuseBob({ browser, provost, organisation, provider });
  await test.step('what he reads is true, and names nobody', async () => {
    await expect(door.getByText('no account here matches yours')).toBeVisible();
    await expect(door.getByText('Sessions and sign-ins')).toBeVisible();
    await expect(door.getByText('bob.wrongext')).toHaveCount(0);
    await door.context().close();
  });

  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/members`);
  await page.getByRole('searchbox', { name: 'Search members' }).fill('wrongext');
  await page.getByRole('link', { name: userName }).click();
  const card = page.getByRole('region', { name: 'Sign-in' });
  await expect(card).toContainText('Has never signed in');
  await expect(card).toContainText('Last attempt refused');
  await expect(card).toContainText(oid);
  await expect(card).toContainText('bob.wrongext');
  await expect(card).toContainText('map objectId to externalId');
  await expect(card).toContainText('The admin of your identity provider');
  await shoot(page, 'member');
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot(page, 'member-390');
});

test('the refusal is in Audit by its area and by his name, and over once externalId is right', async ({
  page,
  browser,
  provost,
  organisation,
  provider,
  signInAsOperator,
}) => {
  const { bob, oid, door: first } = await refuseBob({ browser, provost, organisation, provider });
  await first.context().close();
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/members/${bob.id}`);

  await test.step('from there to Audit, where sign-ins are found by their area', async () => {
    await page.getByRole('link', { name: 'Show sign-ins in Audit' }).click();
    await expect(page.getByRole('textbox', { name: 'What happened' })).toHaveValue(
      'Sessions and sign-ins',
    );
    const refused = page.getByRole('row').filter({ hasText: 'sign_in.refused' });
    await expect(refused).toHaveCount(1);
    await expect(refused).toContainText(`${userName} could not sign in`);
    await expect(refused).toContainText(oid);
    await expect(refused).toContainText('Chrome on Linux');
  });

  await test.step('and by typing his name', async () => {
    await page.goto(`/console/o/${organisation.id}/audit`);
    await page.getByRole('searchbox', { name: 'Search by name, email or ID' }).fill('wrongext');
    await expect(page).toHaveURL(/search=wrongext/);
    const rows = page.getByRole('row');
    await expect(rows.filter({ hasText: 'sign_in.refused' })).toHaveCount(1);
    await expect(rows.filter({ hasText: 'user.created' })).toHaveCount(1);
    await expect(rows.filter({ hasText: 'token.rotated' })).toHaveCount(0);
    await shoot(page, 'audit');
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await shoot(page, 'audit-390');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step('once externalId is right he gets in: one line, not three', async () => {
    await provost.scim(organisation, 'PATCH', `/Users/${bob.id}`, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'externalId', value: oid }],
    });
    await page.goto(`/console/o/${organisation.id}/members/${bob.id}`);
    const card = page.getByRole('region', { name: 'Sign-in' });
    await expect(card).toContainText('This has been fixed since');

    const his = await browser.newContext({ baseURL: provost.url });
    await his.route(/^https:/, (route) => route.abort());
    const door = await his.newPage();
    await signIn(door, organisation, userName);
    await expect(door).toHaveURL(new RegExp(`/console/o/${organisation.id}/`));
    await his.close();

    await page.reload();
    await expect(card).toContainText('Last signed in');
    await expect(card).toContainText('An earlier attempt was refused');
    await page.getByRole('tab', { name: 'History' }).click();
    const history = page.getByRole('tabpanel');
    await expect(history.getByText('signed in for the first time')).toHaveCount(1);
    await expect(history.getByText('opened a session')).toHaveCount(0);
    await history.getByRole('button', { name: '2 more in this request' }).click();
    await expect(history.getByText('opened a session')).toHaveCount(1);
    await shoot(page, 'member-after');
  });
});

test('somebody whom nobody provisioned is in Audit under the name the token gives', async ({
  page,
  organisation,
  provider,
  signInAsOperator,
}) => {
  provider.know({ oid: randomUUID(), userName: 'stranger@acme.example' });
  await signIn(page, organisation, 'stranger@acme.example');
  await expect(page.getByRole('heading', { name: 'You don’t have an account here' })).toBeVisible();
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/audit?search=stranger`);
  const refused = page.getByRole('row').filter({ hasText: 'sign_in.refused' });
  await expect(refused).toContainText('stranger@acme.example could not sign in');
});
