import { dialogsOf, type Cast } from './support/dialogs';
import { makeLifelike } from './support/lifelike';
import { asOperator } from './support/member';
import { visit } from './support/pages';
import type { Provost } from './support/provost';
import { dialogSources } from './support/sources';
import { expect, expectAccessibleAtEveryWidth, overlay, test } from './support/test';

type Operator = Parameters<typeof asOperator>[0];

// An organisation that looks used, and one whose members are added by hand.
async function makeCast(provost: Provost, operator: Operator): Promise<Cast> {
  const organisation = await makeLifelike(provost, 'acme', { users: 60, groups: 6 });
  await provost.cli('setup-link', 'create', organisation.id, '--name', 'Ida Contact');
  const api = '/api/v1/orgs';
  await asOperator(operator, provost, 'PATCH', `${api}/${organisation.id}/identity-access`, {
    attributeProfile: 'full',
  });
  await provost.cli('org', 'create', 'by-hand', '--name', 'By Hand');
  const member = (await asOperator(operator, provost, 'POST', `${api}/by-hand/members`, {
    userName: 'sync@hand.example',
    role: 'user',
    identityType: 'service',
  })) as { id: string };
  await asOperator(operator, provost, 'POST', `${api}/by-hand/members/${member.id}/api-keys`, {
    name: 'nightly sync',
  });
  await asOperator(operator, provost, 'POST', `${api}/${organisation.id}/schemas`, {
    definition: { id: 'urn:example:badge', name: 'Badge', attributes: [{ name: 'number' }] },
  });
  const gone = (await asOperator(operator, provost, 'POST', `${api}/by-hand/members`, {
    userName: 'leaver@hand.example',
    role: 'user',
    identityType: 'human',
  })) as { id: string };
  await asOperator(operator, provost, 'DELETE', `${api}/by-hand/members/${gone.id}`);
  return { organisation, byHand: { org: 'by-hand', member: member.id, gone: gone.id } };
}

// Of two operators one can be removed.
async function addOperator(provost: Provost): Promise<void> {
  const link = new URL(await provost.operatorLink()).hash.slice(1);
  const answer = await fetch(`${provost.url}/api/v1/operator-links/redeem`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ link, name: 'Bo Operator', password: 'correct horse battery staple' }),
  });
  expect(answer.ok, 'another operator').toBe(true);
}

test('every dialog and menu is accessible, light and dark, at 1440, 1024 and 390', async ({
  page,
  context,
  provost,
  signInAsOperator,
}) => {
  test.setTimeout(600_000);
  await signInAsOperator();
  await addOperator(provost);
  await provost.cli('operator', 'key', 'nightly export');
  const dialogs = dialogsOf(await makeCast(provost, context));
  const seen = new Set(dialogs.map(({ source }) => source));
  expect(
    dialogSources().filter((source) => !seen.has(source)),
    'sources of which no dialog is looked at',
  ).toEqual([]);
  for (const dialog of dialogs) {
    await test.step(dialog.name, async () => {
      // The same page with another dialog over it would not be loaded again.
      await page.goto('about:blank');
      await visit(page, dialog);
      await dialog.open(page);
      await expect(page.locator(overlay).last()).toBeVisible();
      await expectAccessibleAtEveryWidth(page, dialog.name, { within: overlay });
      await page.unrouteAll();
    });
  }
});
