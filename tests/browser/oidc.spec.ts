import { randomUUID } from 'node:crypto';

import { groupOf, type Person } from './support/member';
import { signIn, test } from './support/oidc';
import type { Organisation, Provost } from './support/provost';
import { expect, expectAccessible } from './support/test';

test('a provisioned person signs in, found by oid', async ({ page, organisation, person }) => {
  const olga = await person('olga');
  await signIn(page, organisation, olga.userName);
  await expect(page).toHaveURL(new RegExp(`/console/o/${organisation.id}/`));
  await page.goto(`/console/o/${organisation.id}/profile`);
  await expect(page.getByText(olga.userName).first()).toBeVisible();
});

test('somebody whom nobody provisioned gets no further', async ({
  page,
  organisation,
  provider,
}) => {
  provider.know({ oid: randomUUID(), userName: 'stranger@acme.example' });
  await signIn(page, organisation, 'stranger@acme.example');
  await expect(page.getByRole('heading', { name: 'You don’t have an account here' })).toBeVisible();
  await expectAccessible(page);
});

test('whoever is inactive gets no further', async ({ page, provost, organisation, person }) => {
  const olga = await person('olga');
  await deactivate(provost, organisation, olga);
  await signIn(page, organisation, olga.userName);
  await expect(page.getByRole('heading', { name: 'Your account is inactive' })).toBeVisible();
});

test('a service account does not sign in', async ({ page, provost, organisation, person }) => {
  const robot = await person('robot');
  await groupOf(provost, organisation, 'Robots', [robot]);
  await provost.cli(
    ...['group', 'map', organisation.id, 'Robots', '--role', 'user', '--type', 'service'],
  );
  await signIn(page, organisation, robot.userName);
  await expect(page.getByRole('heading', { name: 'Service accounts can’t sign in' })).toBeVisible();
});

test('access that is lost in the middle of a session ends it', async ({
  page,
  provost,
  organisation,
  person,
}) => {
  const olga = await person('olga');
  await signIn(page, organisation, olga.userName);
  await page.goto(`/console/o/${organisation.id}/members`);
  await expect(page.getByRole('heading', { name: 'Members', level: 1 })).toBeVisible();

  await deactivate(provost, organisation, olga);
  await page.getByRole('link', { name: 'SCIM Groups' }).click();
  await expect(page.getByText('Your session has ended')).toBeVisible();
  // The way back leads through the provider, which says no more than who it is.
  await page.getByRole('link', { name: 'Sign in with your organisation' }).click();
  await expect(page.getByRole('heading', { name: 'Your account is inactive' })).toBeVisible();
});

async function deactivate(provost: Provost, organisation: Organisation, person: Person) {
  const response = await provost.scim(organisation, 'PATCH', `/Users/${person.id}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', path: 'active', value: false }],
  });
  expect(response.ok).toBe(true);
}
