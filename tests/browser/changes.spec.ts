import { expect, expectAccessible, test } from './support/test';

test.beforeEach(({ signInAsOperator }) => signInAsOperator());

const user = (userName: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  active: 'True',
});

test('the feed runs from the oldest to the newest, and on by itself', async ({
  page,
  provost,
  organisation,
}) => {
  await provost.scim(organisation, 'POST', '/Users', user('ada@acme.test'));
  await page.goto(`/console/o/${organisation.id}/changes`);
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows.nth(1)).toContainText('organisation.created');
  const people = rows.filter({ hasText: 'user.created' });
  await expect(people).toHaveCount(1);
  await expect(people).toContainText('User (Human)');
  await expect(page.getByRole('status', { name: 'Live updates' })).toHaveText('Live', {
    timeout: 20_000,
  });

  await provost.scim(organisation, 'POST', '/Users', user('grace@acme.test'));
  await expect(people).toHaveCount(2);
  await expect(rows.last()).toContainText('user.created');
  await expectAccessible(page);
});

test('one type alone, the JSON of an entry, and how an app reads it', async ({
  page,
  provost,
  organisation,
}) => {
  await provost.scim(organisation, 'POST', '/Users', user('ada@acme.test'));
  await page.goto(`/console/o/${organisation.id}/changes?after=0`);
  await page.getByRole('textbox', { name: 'Type' }).fill('user.created');
  await page.getByRole('option', { name: 'user.created' }).click();
  await expect(page).toHaveURL(/type=user.created/);
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(2);

  await rows
    .nth(1)
    .getByRole('button', { name: /JSON of no./ })
    .click();
  await expect(rows.nth(1)).toContainText('"type": "user.created"');

  await page.getByRole('button', { name: 'Read this feed from your app' }).click();
  await expect(page.getByRole('region', { name: 'Live' })).toContainText(
    `/api/v1/orgs/${organisation.id}/changes?after=`,
  );
  await expectAccessible(page);
});
