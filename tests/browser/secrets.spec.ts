import { provision } from './support/member';
import { expect, expectAccessible, test, type Page } from './support/test';

const selected = (page: Page) =>
  page.evaluate(() => {
    const field = document.activeElement as HTMLTextAreaElement;
    return field.value.slice(field.selectionStart, field.selectionEnd);
  });

// All of it shows: nothing is scrolled away to the side or below.
async function expectWhole(page: Page, label: string): Promise<string> {
  const field = page.getByRole('textbox', { name: label });
  const hidden = await field.evaluate(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
    Math.max(scrollWidth - clientWidth, scrollHeight - clientHeight),
  );
  expect(hidden).toBeLessThanOrEqual(1);
  return field.inputValue();
}

// Neither Esc, nor a click beside it, nor a cross closes a dialog that holds a secret.
async function expectToStay(page: Page, label: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('Escape');
  await page.mouse.click(4, 4);
  await expect(dialog.getByRole('button', { name: 'Close' })).toHaveCount(0);
  await expect(dialog.getByRole('textbox', { name: label })).toBeVisible();
}

test('without the clipboard the token is selected, and nobody claims that it was copied', async ({
  page,
  organisation,
  signInAsOperator,
}) => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'clipboard', { value: undefined }),
  );
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/identity-access`);
  await page.getByRole('button', { name: 'Rotate Token' }).click();
  await page.getByRole('button', { name: 'Create token' }).click();
  const token = await expectWhole(page, 'Secret Token');
  await page.getByRole('button', { name: 'Copy Secret Token' }).click();
  await expect(page.getByText('Not copied. The text is selected: press Ctrl+C.')).toBeVisible();
  await expect(page.getByText('Copied', { exact: true })).toHaveCount(0);
  expect(await selected(page)).toBe(token);
  await expectAccessible(page);

  await expectToStay(page, 'Secret Token');
  await page.getByRole('button', { name: 'Done, I copied it' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('where the clipboard is refused, the field is selected', async ({
  page,
  organisation,
  signInAsOperator,
}) => {
  await page.addInitScript(() => {
    const refuse = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: refuse } });
  });
  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/identity-access`);
  const url = await page.getByRole('textbox', { name: 'Tenant URL' }).inputValue();
  await page.getByRole('button', { name: 'Copy Tenant URL' }).click();
  await expect(page.getByRole('tooltip', { name: 'Press Ctrl+C to copy' })).toBeVisible();
  expect(await selected(page)).toBe(url);
});

test('an operator link and an API key stay until they are copied', async ({
  page,
  provost,
  organisation,
  signInAsOperator,
}) => {
  const robot = await provision(provost, organisation, {
    userName: 'robot@acme.example',
    externalId: 'robot',
  });
  const defaultAccess = { role: 'user', identityType: 'service' };
  await signInAsOperator();
  await page.goto('/console/operators');
  await page.getByRole('button', { name: 'Invite operator' }).click();
  expect(await expectWhole(page, 'One-time link')).toContain('/console/setup#');
  await expectToStay(page, 'One-time link');
  await page.getByRole('button', { name: 'Done, I copied it' }).click();

  const session = await page.request.get('/api/v1/session');
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  await page.request.patch(`/api/v1/orgs/${organisation.id}/identity-access`, {
    data: { defaultAccess },
    headers: { 'X-CSRF-Token': csrfToken },
  });
  await page.goto(`/console/o/${organisation.id}/members/${robot.id}?tab=keys`);
  await page.getByRole('button', { name: 'Create API key' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('nightly');
  await page.getByRole('dialog').getByRole('button', { name: 'Create API key' }).click();
  await expectWhole(page, 'API key');
  await expectToStay(page, 'API key');
  await page.getByRole('button', { name: 'Done, I copied it' }).click();
  await expect(page.getByRole('table')).toContainText('nightly');
});
