import { Provost } from './support/provost';
import { expect, expectAccessible, test, type Page } from './support/test';
import { totp } from './support/totp';

const password = 'tabby marble lantern';

async function signIn(page: Page, operator: { name: string; password: string }): Promise<void> {
  await page.getByLabel('Name').fill(operator.name);
  await page.getByRole('textbox', { name: 'Password' }).fill(operator.password);
  await submit(page);
}

// Passwords are hashed slowly on purpose: waits for the answer, however long a busy machine takes.
async function submit(page: Page): Promise<void> {
  const answer = page.waitForResponse(
    (response) =>
      response.url().endsWith('/api/v1/session') && response.request().method() === 'POST',
  );
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await answer;
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
}

const organisations = (page: Page) =>
  page.getByRole('heading', { name: 'Organisations', level: 1 });

test('the first link makes the first operator, who signs out and in again', async ({ browser }) => {
  test.setTimeout(120_000);
  const provost = await Provost.start();
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    const link = await provost.operatorLink();
    await page.goto(link);
    await expect(page.getByText('You’re the first operator')).toBeVisible();
    await expectAccessible(page);
    const create = page.getByRole('button', { name: 'Create account and sign in' });

    await page.getByLabel('Name').fill('Grace');
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill('short');
    await expect(page.getByText('7 more characters.')).toBeVisible();
    await create.click();
    await expect(page.getByText('Use at least 12 characters.')).toBeVisible();

    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
    await page.getByRole('textbox', { name: 'Repeat password' }).fill(password);
    await create.click();
    await expect(organisations(page)).toBeVisible();

    await signOut(page);
    await expect(page.getByText('You’re signed out.')).toBeVisible();
    await signIn(page, { name: 'Grace', password });
    await expect(organisations(page)).toBeVisible();

    // The link lets nobody in twice.
    await page.goto('about:blank');
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Run this command on the server' })).toHaveValue(
      'provost operator link',
    );
    await expectAccessible(page);
  } finally {
    await context.close();
    await provost.stop();
  }
});

test('a wrong password is refused without telling what was wrong', async ({ page, operator }) => {
  await page.goto('/console/sign-in?as=operator');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('Enter your operator name.')).toBeVisible();

  const refusal = page.getByRole('alert');
  await signIn(page, { name: operator.name, password: 'not the password' });
  await expect(refusal).toHaveText('Wrong name, password or code.');
  await signIn(page, { name: 'nobody of that name', password: 'not the password' });
  await expect(refusal).toHaveText('Wrong name, password or code.');
  await expectAccessible(page);
});

test('the keyboard alone signs in', async ({ page, operator }) => {
  await page.goto('/console/sign-in?as=operator&to=/system');
  await expect(page.getByLabel('Name')).toBeFocused();
  await page.keyboard.type(operator.name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(operator.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/console\/system$/);
});

test('members come first, and operators where operators came in last', async ({
  page,
  context,
  operator,
  organisation,
}) => {
  await page.goto('/console/sign-in');
  await expect(page.getByRole('textbox', { name: 'Password' })).toHaveCount(0);
  await expect(page.getByText('provost operator link')).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: 'Organisation' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type(organisation.id);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/sign-in\\?org=${organisation.id}$`));
  await page.getByRole('link', { name: 'Another organisation' }).click();
  await expect(page.getByRole('textbox', { name: 'Organisation' })).toBeVisible();

  await page.getByRole('link', { name: 'Sign in as an operator' }).click();
  await signIn(page, operator);
  await expect(organisations(page)).toBeVisible();
  await context.clearCookies();
  await page.goto('/console/sign-in');
  await expect(page.getByRole('textbox', { name: 'Password' })).toBeVisible();
  await page.getByRole('link', { name: 'Sign in with your organisation' }).click();
  await expect(page.getByRole('textbox', { name: 'Organisation' })).toBeVisible();
});

test('a second factor is asked for once it is on, and not any more once it is off', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const provost = await Provost.start();
  const context = await browser.newContext({ baseURL: provost.url });
  const page = await context.newPage();
  const operator = { name: 'Grace', password };
  try {
    await page.goto(await provost.operatorLink());
    await page.getByLabel('Name').fill(operator.name);
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(password);
    await page.getByRole('textbox', { name: 'Repeat password' }).fill(password);
    await page.getByRole('button', { name: 'Create account and sign in' }).click();
    await expect(organisations(page)).toBeVisible();

    await page.goto('/console/profile');
    const factor = page.getByRole('region', { name: 'Second factor' });
    await factor.getByRole('button', { name: 'Set up' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Your password').fill('not the password');
    await dialog.getByRole('button', { name: 'Next' }).click();
    await expect(dialog.getByRole('alert')).toHaveText('The password is wrong.');
    await dialog.getByLabel('Your password').fill(password);
    await dialog.getByRole('button', { name: 'Next' }).click();
    await expect(dialog.getByRole('img', { name: 'QR code with the secret' })).toBeVisible();
    const secret = await dialog.getByRole('textbox', { name: 'Or enter this secret' }).inputValue();
    await dialog.getByLabel('Code', { exact: true }).fill(totp(secret, -1));
    await dialog.getByRole('button', { name: 'Turn on' }).click();
    await expect(factor.getByRole('button', { name: 'Turn off' })).toBeVisible();

    await signOut(page);
    await signIn(page, operator);
    await page.getByLabel('Code', { exact: true }).fill('000000');
    await submit(page);
    await expect(page.getByText('This code is wrong')).toBeVisible();
    await page.getByLabel('Code', { exact: true }).fill(totp(secret));
    await submit(page);
    await expect(organisations(page)).toBeVisible();

    await page.goto('/console/profile');
    await factor.getByRole('button', { name: 'Turn off' }).click();
    await dialog.getByLabel('Code', { exact: true }).fill(totp(secret, 1));
    await dialog.getByRole('button', { name: 'Turn off' }).click();
    await expect(factor.getByRole('button', { name: 'Set up' })).toBeVisible();

    await signOut(page);
    await signIn(page, operator);
    await expect(organisations(page)).toBeVisible();
  } finally {
    await context.close();
    await provost.stop();
  }
});

test('a session that ends while a page is open leads to the door and back', async ({
  page,
  operator,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await page.goto('/console/operators');
  await expect(page.getByRole('heading', { name: 'Operators', level: 1 })).toBeVisible();

  const session = await page.request.get('/api/v1/session');
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  await page.request.delete('/api/v1/session', { headers: { 'X-CSRF-Token': csrfToken } });

  await page.getByRole('link', { name: 'Organisations' }).click();
  await expect(page.getByText('Your session has ended')).toBeVisible();
  await expectAccessible(page);
  await signIn(page, operator);
  await expect(page).toHaveURL(/\/console\/orgs$/);
  await expect(organisations(page)).toBeVisible();
});

const refusals: [string, string, string][] = [
  ['not_configured', 'Sign-in isn’t set up', 'Ask an admin of your organisation'],
  ['provider_unreachable', 'Your identity provider isn’t responding', 'Try again in a minute'],
  [
    'provider_refused',
    'Your identity provider refused the sign-in',
    'ask your IT admin to assign you',
  ],
  [
    'client_refused',
    'Your organisation’s client secret has expired or is wrong',
    'create a new client secret',
  ],
  ['invalid_response', 'The response from your identity provider isn’t valid', 'Test sign-in'],
  ['wrong_tenant', 'That account belongs to another directory', 'choose your work account'],
  ['unknown_person', 'You don’t have an account here', 'Sessions and sign-ins'],
  ['ambiguous_person', 'Your account isn’t unique here', 'Findings'],
  ['inactive', 'Your account is inactive', 'Ask your IT admin'],
  ['service_account', 'Service accounts can’t sign in', 'mark one of your groups'],
  ['no_access', 'You don’t have access', 'SCIM Groups'],
  ['organisation_suspended', 'Your organisation is suspended', 'contact the operator'],
  ['client_secret_lost', 'Sign-in needs its client secret again', 'enter the client secret again'],
  ['expired_request', 'The sign-in expired', 'Start again'],
  ['something_new', 'The sign-in failed', 'tell the operator'],
];

for (const [code, title, fix] of refusals) {
  test(`the page for ${code} says what happened and what to do`, async ({ page }) => {
    await page.goto(`/console/sign-in?org=acme&error=${code}`);
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
    await expect(page.getByText(fix)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Try again' })).toHaveAttribute(
      'href',
      /^\/oauth\/start\?org=acme&/,
    );
  });
}

test('an organisation without sign-in is told whom to ask', async ({ page, organisation }) => {
  await page.goto(`/console/sign-in?org=${organisation.id}`);
  await expect(page.getByText('Sign-in isn’t set up for')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Sign in with your organisation' })).toBeHidden();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Sign in as an operator' }).click();
  await expect(page.getByRole('textbox', { name: 'Password' })).toBeVisible();
});
