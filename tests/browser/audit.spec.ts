import { readFile } from 'node:fs/promises';

import { expect, expectAccessible, test, type Page } from './support/test';
import type { Organisation, Provost } from './support/provost';

test.beforeEach(({ signInAsOperator }) => signInAsOperator());

async function renameSomebody(provost: Provost, organisation: Organisation): Promise<void> {
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
  const created = await provost.scim(organisation, 'POST', '/Users', {
    schemas,
    userName: 'ada@acme.test',
    active: 'True',
  });
  const { id } = (await created.json()) as { id: string };
  await provost.scim(organisation, 'PUT', `/Users/${id}`, {
    schemas,
    userName: 'countess@acme.test',
    active: 'True',
  });
}

async function download(page: Page, item: RegExp): Promise<string> {
  await page.getByRole('button', { name: 'Export' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item }).click();
  return readFile(await (await coming).path(), 'utf8');
}

test('a change says who, what, before and after; filters are the export’s too', async ({
  page,
  provost,
  organisation,
}) => {
  await renameSomebody(provost, organisation);
  await page.goto(`/console/o/${organisation.id}/audit`);
  const renamed = page.getByRole('row').filter({ hasText: 'user.updated' });
  await expect(renamed).toContainText('before ada@acme.test');
  await expect(renamed).toContainText('after countess@acme.test');
  await expect(renamed).toContainText('SCIM changed userName of');
  await expect(renamed).toContainText('127.0.0.1');
  await expect(page.getByRole('row').filter({ hasText: 'token.rotated' })).toHaveCount(1);

  await page.getByRole('textbox', { name: 'What happened' }).click();
  await page.getByRole('option', { name: 'Users' }).click();
  await expect(page).toHaveURL(/type=user/);
  await expect(page.getByRole('row').filter({ hasText: 'token.rotated' })).toHaveCount(0);
  await expect(renamed).toHaveCount(1);
  await expectAccessible(page);

  const lines = (await download(page, /NDJSON/)).trim().split('\n');
  const types = lines.map((line) => (JSON.parse(line) as { type?: string }).type ?? 'head');
  expect(types).toContain('user.updated');
  expect(types).not.toContain('token.rotated');
  const csv = await download(page, /CSV/);
  expect(csv).toContain('user.updated');
  expect(csv).not.toContain('token.rotated');
});

test('a press on who did it shows what else they did', async ({ page, provost, organisation }) => {
  await renameSomebody(provost, organisation);
  await page.goto(`/console/o/${organisation.id}/audit?type=user`);
  await page
    .getByRole('button', { name: /^Only changes by SCIM/ })
    .first()
    .click();
  await expect(page).toHaveURL(/actor=token%3A/);
  await expect(page.getByRole('row').filter({ hasText: 'user.updated' })).toHaveCount(1);
});
