import type { Organisation, Provost } from './support/provost';
import { signInAsContact } from './support/sessions';
import { expect, expectAccessible, test, type Page } from './support/test';

const create = (provost: Provost, { id }: Organisation, ...more: string[]) =>
  provost.cli('setup-link', 'create', id, '--public-url', provost.url, ...more);

const start = (page: Page) => page.getByRole('button', { name: 'Start setup' });
const guide = (page: Page) => page.getByRole('heading', { name: 'Setup guide', level: 1 });

test('an operator invites the IT admin, who lands on the setup guide, 5 clicks', async ({
  page,
  stranger,
  organisation,
  signInAsOperator,
}) => {
  await signInAsOperator();
  await page.goto(`/console/orgs?search=${organisation.id}`);
  await page.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Invite IT admin…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Invite the IT admin of/ });
  await dialog.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await dialog.getByLabel('Email').fill('no address');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Enter an email address.')).toBeVisible();
  await dialog.getByLabel('Email').fill('ada@acme.example');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const url = await dialog.getByRole('textbox', { name: 'Setup link' }).inputValue();
  expect(url).toContain('/console/setup-link#pvu_');
  const mail = await dialog.getByRole('textbox', { name: 'Mail text' }).inputValue();
  expect(mail).toContain('Hello Ada Lovelace,');
  expect(mail).toContain(url);
  await expect(dialog.getByRole('link', { name: 'Open in mail app' })).toHaveAttribute(
    'href',
    /^mailto:ada%40acme\.example\?subject=/,
  );
  await page.keyboard.press('Escape');
  await expect(dialog, 'nobody loses the link by accident').toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Done, I copied it' }).click();

  const ada = await stranger();
  await ada.goto(url);
  await expect(ada.getByText('Ada Lovelace')).toBeVisible();
  await expectAccessible(ada);
  await start(ada).click();
  await expect(ada).toHaveURL(new RegExp(`/console/o/${organisation.id}/setup-guide$`));
  await expect(guide(ada)).toBeVisible();
});

test('an IT contact whose link is revoked is out at once, 2 clicks', async ({
  page,
  stranger,
  provost,
  organisation,
  signInAsOperator,
}) => {
  const ada = await stranger();
  await signInAsContact(ada.context(), provost, organisation, 'Ada Lovelace');
  await ada.goto(`/console/o/${organisation.id}/setup-guide`);
  await expect(guide(ada)).toBeVisible();

  await signInAsOperator();
  await page.goto(`/console/o/${organisation.id}/identity-access#it-contacts`);
  const row = page.getByRole('row').filter({ hasText: 'Ada Lovelace' });
  await expect(row.getByText('In use')).toBeVisible();
  await row.getByRole('button', { name: /^Revoke/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(row.getByText('Revoked')).toBeVisible();

  await ada.reload();
  await expect(ada.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  await page.goto(`/console/o/${organisation.id}/audit`);
  await expect(
    page.getByText('IT contact Ada Lovelace redeemed the setup link and signed in'),
  ).toBeVisible();
});

test('an IT contact sees the pages for setting up, and no others', async ({
  stranger,
  provost,
  organisation,
}) => {
  const ada = await stranger();
  await ada.goto(await create(provost, organisation, '--return-url', 'https://shop.example/a'));
  await start(ada).click();
  await expect(ada.getByText('Enter your name.')).toBeVisible();
  await ada.getByLabel('Your name').fill('Ada');
  await start(ada).click();
  await expect(guide(ada)).toBeVisible();
  const side = ada.getByRole('navigation', { name: 'Navigation' });
  // Its number of open findings belongs to the name of the link.
  await expect(side.getByRole('link', { name: /^Findings/ })).toBeVisible();
  for (const name of ['Identity Access', 'Members', 'SCIM Groups', 'Provisioning log']) {
    await expect(side.getByRole('link', { name, exact: true })).toBeVisible();
  }
  for (const name of ['Overview', 'Audit', 'Changes', 'Organisations', 'Operators']) {
    await expect(side.getByRole('link', { name, exact: true })).toHaveCount(0);
  }
  await ada.goto(`/console/o/${organisation.id}/audit`);
  await expect(ada.getByRole('table')).toHaveCount(0);
  await expect(
    ada.getByRole('heading', { name: 'You don’t have access to this page' }),
  ).toBeVisible();

  await ada.goto(`/console/o/${organisation.id}/identity-access`);
  await expect(ada.getByRole('tab', { name: 'IT contacts' })).toHaveCount(0);
  await ada.getByRole('button', { name: 'Rotate Token' }).click();
  await ada.getByRole('dialog').getByRole('button', { name: 'Create token' }).click();
  await expect(ada.getByRole('textbox', { name: 'Secret Token' })).toHaveValue(/^pvt_/);

  await ada.goto(`/console/o/${organisation.id}/profile`);
  await ada.getByRole('button', { name: /^Account/ }).click();
  await expect(ada.getByRole('menuitem', { name: 'Back to shop.example' })).toHaveAttribute(
    'href',
    'https://shop.example/a',
  );
});

test('a link that opens nothing says why on a page of its own', async ({
  stranger,
  provost,
  organisation,
}) => {
  const used = await create(provost, organisation, '--name', 'Ada');
  const revoked = JSON.parse(await create(provost, organisation, '--json')) as {
    id: string;
    url: string;
  };
  await provost.cli('setup-link', 'revoke', organisation.id, revoked.id);
  const first = await stranger();
  await first.goto(used);
  await start(first).click();
  await expect(guide(first)).toBeVisible();
  await first.goto('about:blank');
  await first.goto(used);
  await expect(first.getByRole('link', { name: 'Continue setup' })).toBeVisible();

  const second = await stranger();
  for (const [link, title] of [
    [used, 'This link has already been used'],
    [revoked.url, 'This link was revoked'],
    [`${provost.url}/console/setup-link#pvu_half`, 'This isn’t a setup link'],
    [`${provost.url}/console/setup-link`, 'This isn’t a setup link'],
  ] as const) {
    await second.goto('about:blank');
    await second.goto(link);
    await expect(second.getByRole('heading', { name: title, level: 1 })).toBeVisible();
    await expect(start(second)).toHaveCount(0);
  }
  await expectAccessible(second);

  // The server's clock is real here, so the page's answer is an expired link's.
  await second.route('**/api/v1/setup-links/check', (route) =>
    route.fulfill({
      status: 410,
      contentType: 'application/problem+json',
      body: JSON.stringify({ title: 'Gone', status: 410, detail: '', code: 'link_expired' }),
    }),
  );
  await second.goto('about:blank');
  await second.goto(used);
  await expect(
    second.getByRole('heading', { name: 'This link has expired', level: 1 }),
  ).toBeVisible();
});
