import { expect, expectAccessible, test } from './support/test';

test.beforeEach(({ signInAsOperator }) => signInAsOperator());

test('one sentence says how the organisation is, and charts answer questions', async ({
  page,
  provost,
  organisation,
}) => {
  await provost.simulate(organisation, { users: 12, groups: 2 });
  await page.goto(`/console/o/${organisation.id}/overview`);
  await expect(page.getByRole('status', { name: 'Health' })).toHaveText(
    /last wrote .+; \d+ of \d+ people are active; .+\.$/,
  );
  await expect(page.getByRole('region', { name: 'Who has which access?' })).toContainText(
    'User (Human)',
  );

  const question = 'Are requests succeeding?';
  await expect(page.getByRole('img', { name: question })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: `As a table: ${question}` }).click();
  await expect(page.getByRole('table', { name: question })).toContainText('Succeeded');

  await page.getByText('24 hours', { exact: true }).click();
  await expect(page).toHaveURL(/range=24h/);
});

test('where nobody has arrived it leads to the setup guide', async ({
  page,
  organisation,
  provost,
}) => {
  await provost.cli('org', 'create', `${organisation.id}-new`);
  await expect
    .poll(async () => (await page.request.get(`/api/v1/orgs/${organisation.id}-new`)).status())
    .toBe(200);
  await page.goto(`/console/o/${organisation.id}-new/overview`);
  await expect(page.getByRole('heading', { name: 'No one has arrived yet' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Open setup guide' }).click();
  await expect(page).toHaveURL(/setup-guide$/);
});
