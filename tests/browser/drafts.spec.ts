import { expect, test, type Page } from './support/test';

// The branding is one for the whole server.
test.use({ server: 'branding' });

async function endSession(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.reload();
  await expect(page).toHaveURL(/\/console\/sign-in/);
}

test('what was typed under Branding outlives the session, and leaving asks first', async ({
  page,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await page.goto('/console/branding');
  const support = page.getByLabel('Support address');
  await support.fill('desk@acme.example');
  page.once('dialog', (dialog) => dialog.accept());
  await endSession(page);

  await signInAsOperator();
  await page.goto('/console/branding');
  await expect(support).toHaveValue('desk@acme.example');
  await page.getByRole('link', { name: 'System' }).click();
  const question = page.getByRole('dialog');
  await question.getByRole('button').last().click();
  await expect(support).toHaveValue('desk@acme.example');
  await page.getByRole('link', { name: 'System' }).click();
  await question.getByRole('button', { name: 'Leave' }).click();
  await expect(page).toHaveURL(/\/console\/system/);
  await page.goto('/console/branding');
  await expect(support).toHaveValue('');
});

test('what was typed for a setup link outlives the session', async ({
  page,
  organisation,
  signInAsOperator,
}) => {
  await signInAsOperator();
  const at = `/console/o/${organisation.id}/identity-access#it-contacts`;
  const open = () => page.getByRole('button', { name: 'Invite the IT admin' }).first().click();
  const email = page.getByRole('dialog').getByLabel('Email');
  await page.goto(at);
  await open();
  await email.fill('ida@acme.example');
  page.once('dialog', (dialog) => dialog.accept());
  await endSession(page);

  await signInAsOperator();
  await page.goto(at);
  await open();
  await expect(email).toHaveValue('ida@acme.example');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await open();
  await expect(email).toHaveValue('');
});
