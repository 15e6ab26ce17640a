import type { BrowserContext } from '@playwright/test';

import { groupOf, provision, signInAsMember, type Person } from './support/member';
import type { Organisation, Provost } from './support/provost';
import { expect, expectAccessible, test } from './support/test';

async function admin(provost: Provost, organisation: Organisation): Promise<Person> {
  const person = await provision(provost, organisation, {
    userName: 'ada@acme.example',
    externalId: 'ada',
  });
  const group = await groupOf(provost, organisation, 'Admins', [person]);
  await provost.cli(
    ...['group', 'map', organisation.id, group.id, '--role', 'admin', '--type', 'human'],
  );
  return person;
}

async function userOf(
  context: BrowserContext,
  provost: Provost,
  organisation: Organisation,
  operator: BrowserContext,
): Promise<void> {
  const person = await provision(provost, organisation, {
    userName: 'uma@acme.example',
    externalId: 'uma',
  });
  await signInAsMember(context, operator, provost, organisation, person);
}

test('a User (Human) lands on the members, and is told whom to ask for what is not theirs', async ({
  page,
  browser,
  context,
  provost,
  organisation,
  signInAsOperator,
}) => {
  await admin(provost, organisation);
  await signInAsOperator();
  const theirs = await browser.newContext();
  await userOf(theirs, provost, organisation, context);
  const mine = await theirs.newPage();
  await mine.goto(`${provost.url}/console/`);
  await expect(mine).toHaveURL(`${provost.url}/console/o/${organisation.id}/members`);
  await expect(mine.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible();
  await expect(mine.getByRole('alert')).toHaveCount(0);

  for (const path of ['overview', 'audit', 'log', 'identity-access', 'findings']) {
    await mine.goto(`${provost.url}/console/o/${organisation.id}/${path}`);
    const title = 'You don’t have access to this page';
    await expect(mine.getByRole('heading', { level: 1, name: title })).toBeVisible();
    const main = mine.getByRole('main');
    await expect(main.getByText('Ask one of your admins:')).toBeVisible();
    await expect(main.getByRole('link', { name: 'ada@acme.example' })).toBeVisible();
    await expect(mine.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  }
  await expectAccessible(mine);
  await mine.getByRole('link', { name: 'Go to the start page' }).click();
  await expect(mine.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible();

  await mine.goto(`${provost.url}/console/operators`);
  await expect(mine.getByText('Ask an operator of this installation.')).toBeVisible();
  await mine.goto(`${provost.url}/console/o/elsewhere/members`);
  await expect(
    mine.getByRole('heading', { level: 1, name: 'You don’t have access to “elsewhere”' }),
  ).toBeVisible();
  await theirs.close();
  await page.close();
});

test('what is gone says so, and leads on', async ({
  page,
  provost,
  organisation,
  signInAsOperator,
}) => {
  const bob = await provision(provost, organisation, {
    userName: 'bob@acme.example',
    externalId: 'bob',
  });
  await provost.scim(organisation, 'DELETE', `/Users/${bob.id}`);
  await signInAsOperator();
  const root = `/console/o/${organisation.id}`;

  await page.goto(`${root}/members/${bob.id}`);
  await expect(page.getByRole('heading', { name: 'This member was deleted' })).toBeVisible();
  await expect(page.getByText(/bob@acme\.example was deleted on .* by SCIM\./)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Show the history in Audit' }).click();
  await expect(page.getByRole('table')).toContainText('bob@acme.example');

  await page.goto(`${root}/members/01a22b65-0000-7000-8000-000000000000`);
  await expect(page.getByRole('heading', { name: 'No such member' })).toBeVisible();
  await page.goto(`${root}/log/01a22b65-0000-7000-8000-000000000000`);
  await expect(
    page.getByRole('heading', { name: 'This request is no longer in the log' }),
  ).toBeVisible();
  await page.goto('/console/o/nobody-knows/members');
  await expect(
    page.getByRole('heading', { name: 'There is no organisation “nobody-knows”' }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'See all organisations' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Organisations' })).toBeVisible();
});
