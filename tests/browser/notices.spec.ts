import { expect, expectAccessible, test } from './support/test';

test('an operator chooses which notices go out and sees who gets them, 1 click', async ({
  page,
  provost,
  organisation,
  signInAsOperator,
}) => {
  await provost.cli(
    ...['setup-link', 'create', organisation.id, '--name', 'Con', '--email', 'con@x.example'],
  );
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/notices`);
  await expect(page.getByRole('heading', { name: 'Notices', level: 1 })).toBeVisible();
  await expect(page.getByText('Mail is not set up on this server')).toBeVisible();
  await expect(page.getByText('--smtp-url')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Who gets them' })).toContainText('con@x.example');
  const quiet = page.getByRole('switch', { name: /Identity provider is quiet/ });
  await expect(quiet).toBeChecked();
  await page.getByText('Identity provider is quiet', { exact: true }).click();
  await expect(quiet).not.toBeChecked();
  await expectAccessible(page);
  await page.reload();
  await expect(quiet).not.toBeChecked();
  await expect(page.getByRole('switch', { name: /Secret Token expires/ })).toBeChecked();
});

test('the invitation says who sends it', async ({ page, organisation, signInAsOperator }) => {
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/identity-access#it-contacts`);
  await page.getByRole('button', { name: 'Invite the IT admin' }).click();
  const dialog = page.getByRole('dialog', { name: /^Invite the IT admin of/ });
  await expect(dialog.getByText('Mail is not set up: copy the link')).toBeVisible();
  await dialog.getByLabel('Email').fill('ada@acme.example');
  await dialog.getByRole('button', { name: 'Create link' }).click();
  await expect(dialog.getByText('nothing was emailed')).toBeVisible();
});
