import { asOperator } from './support/member';
import { expect, expectAccessible, test } from './support/test';

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const shown = (day: string) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }).format(
    new Date(`${day}T00:00`),
  );

test('the day that the client secret expires is entered beside it, and becomes a finding with a link back', async ({
  page,
  context,
  provost,
  organisation,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await asOperator(context, provost, 'PATCH', `/api/v1/orgs/${organisation.id}/sign-in`, {
    issuer: 'https://id.example.com',
    clientId: 'app',
    clientSecret: 'first',
    enabled: true,
  });
  await page.goto(`/console/o/${organisation.id}/identity-access#sign-in`);
  const day = page.getByLabel('Secret expires on');
  await expect(page.getByText('you are reminded 30, 14, 7 and 1 day ahead')).toBeVisible();
  await day.fill(inDays(10));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(/It expires on .*, in (9|10) days\./)).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/console/o/${organisation.id}/findings`);
  const card = page.getByRole('article', { name: 'The client secret expires soon' });
  await expect(card).toContainText('Make a new client secret in the app registration');
  await card.getByRole('link', { name: 'Sign-in settings' }).click();
  await expect(day).toHaveValue(shown(inDays(10)));

  await page.getByLabel('Client secret').fill('second');
  await expect(day, 'another secret has another date').toHaveValue('');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('you are reminded 30, 14, 7 and 1 day ahead')).toBeVisible();
});

test('System says whether mail is set up, and the installation’s audit trail is exported', async ({
  page,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await page.goto('/console/system');
  await expect(page.getByRole('region', { name: 'Mail' })).toContainText('Not set up');
  await page.goto('/console/audit?type=operator');
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'CSV for spreadsheets' }).click();
  expect((await download).suggestedFilename()).toBe('installation-audit.csv');
});
