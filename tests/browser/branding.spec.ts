import { asOperator, provision, signInAsMember } from './support/member';
import { expect, expectAccessible, test, watchForFaults } from './support/test';

// The branding is one for the whole server, which others must not see.
test.use({ server: 'branding' });

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20" fill="#0b5394"/></svg>';

test('an operator gives the product a name, a logo and a colour; members see it, operators see Provost', async ({
  page,
  browser,
  context,
  provost,
  organisation,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await page.goto('/console/branding');
  await expect(page.getByRole('heading', { name: 'Branding', level: 1 })).toBeVisible();
  await page.getByLabel('Product name').fill('Acme Access');
  await page.getByLabel('Accent colour', { exact: true }).fill('#ffd43b');
  await expect(page.getByText('Contrast with white: 1.4:1')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/#ffd43b is too light/)).toBeVisible();
  await page.getByLabel('Accent colour', { exact: true }).fill('#0b5394');
  await page.getByLabel('Support address').fill('help@acme.example');
  await page.locator('input[type=file]').setInputFiles({
    name: 'logo.svg',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from(svg),
  });
  await expect(page.getByRole('img', { name: 'Preview' })).toContainText('Acme Access');
  await page.getByLabel('Pages that may embed').fill('https://app.acme.example');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Branding saved')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Product name')).toHaveValue('Acme Access');
  await expect(page, 'operators see Provost').toHaveTitle('Branding · Provost');
  await expect(page.getByRole('banner').getByRole('link', { name: 'Provost' })).toBeVisible();

  const theirs = await browser.newContext({ baseURL: provost.url });
  const faults = await watchForFaults(theirs);
  const member = await theirs.newPage();
  const answer = await member.goto(`/console/sign-in?org=${organisation.id}&error=unknown_person`);
  expect(answer?.headers()['content-security-policy']).toContain(
    'frame-ancestors https://app.acme.example',
  );
  await expect(member).toHaveTitle(/ · Acme Access$/);
  await expect(member.getByText('Acme Access')).toBeVisible();
  await expect(member.getByRole('link', { name: 'help@acme.example' })).toHaveAttribute(
    'href',
    'mailto:help@acme.example',
  );
  await expect(member.getByText('Provost')).toHaveCount(0);
  await expectAccessible(member);

  const person = await provision(provost, organisation, {
    userName: 'carol@acme.example',
    externalId: '1',
  });
  await signInAsMember(theirs, context, provost, organisation, person);
  await member.goto(`/console/o/${organisation.id}/members`);
  await expect(member).toHaveTitle('Members · Acme Inc. · Acme Access');
  const home = member.getByRole('banner').getByRole('link', { name: 'Acme Access' });
  await expect(home.locator('img')).toHaveAttribute('src', /\/api\/v1\/branding\/logo\?v=/);
  const accent = await member.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue('--mantine-primary-color-7'),
  );
  expect(accent.trim()).toBe('#0b5394');
  await expect(member.getByText('Provost')).toHaveCount(0);
  await expectAccessible(member);
  await member.goto('/console/branding');
  await expect(
    member.getByRole('heading', { name: 'You don’t have access to this page' }),
  ).toBeVisible();
  await theirs.close();
  expect(faults).toEqual([]);
});

test('a setup link and a dead one say whose product it is, and where to ask', async ({
  page,
  browser,
  context,
  provost,
  organisation,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await asOperator(context, provost, 'PUT', '/api/v1/branding', {
    productName: 'Acme Access',
    supportAddress: 'https://acme.example/help',
  });
  const url = await provost.cli(
    'setup-link',
    'create',
    organisation.id,
    '--public-url',
    provost.url,
  );
  const theirs = await browser.newContext({ baseURL: provost.url });
  const contact = await theirs.newPage();
  await contact.goto(url);
  await expect(contact).toHaveTitle(/ · Acme Access$/);
  await expect(contact.getByRole('button', { name: 'Start setup' })).toBeVisible();
  await contact.goto('/console/setup-link#pvu_nothing');
  await contact.reload();
  await expect(contact.getByRole('link', { name: 'acme.example/help' })).toBeVisible();
  await expectAccessible(contact);
  await theirs.close();
  await page.goto('/console/audit?type=branding');
  await expect(page.getByText(/changed the branding/).first()).toBeVisible();
  await asOperator(context, provost, 'PUT', '/api/v1/branding', {});
});
