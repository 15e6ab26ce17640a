import { Directory } from './support/directory';
import { mapToAdmin, provision, signInAsMember } from './support/member';
import { Provost, type Organisation } from './support/provost';
import { openSession } from './support/sessions';
import { expect, test, type Page } from './support/test';

// What the IT admin of a customer, their help desk and an operator come for, each in the clicks that
// it takes. Signing in by the provider, the fleet and large organisations have specs of their own.

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';

const user = (userName: string, more = {}) => ({
  schemas: [userSchema],
  userName,
  active: 'True',
  ...more,
});

const open = (page: Page, { id }: { id: string }, path: string) =>
  page.goto(`/console/o/${id}/${path}`);

const step = (page: Page, name: RegExp) => page.getByRole('button', { name });

test.describe('an operator', () => {
  test('becomes the first one by the first link, 1 click', async ({ page }) => {
    const provost = await Provost.start();
    try {
      await page.goto(await provost.operatorLink());
      await page.getByLabel('Name').fill('Grace');
      for (const name of ['Password', 'Repeat password'])
        await page.getByRole('textbox', { name, exact: true }).fill('tabby marble lantern');
      await page.getByRole('button', { name: 'Create account and sign in' }).click();
      await expect(page.getByRole('heading', { name: 'Organisations', level: 1 })).toBeVisible();
    } finally {
      await provost.stop();
    }
  });

  test('creates an organisation, and is asked for its IT admin, 2 clicks', async ({
    page,
    signInAsOperator,
  }) => {
    await signInAsOperator();
    await page.goto('/console/orgs');
    await page
      .getByRole('button', { name: /Create organisation/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: 'Create organisation' });
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Two Clicks');
    await expect(dialog.getByRole('textbox', { name: 'Short name' })).toHaveValue('two-clicks');
    await dialog.getByRole('button', { name: 'Create organisation' }).click();
    const next = page.getByRole('dialog', { name: 'Two Clicks has been created' });
    await expect(next.getByRole('button', { name: 'Invite the IT admin' })).toBeFocused();
    expect((await page.request.get('/api/v1/orgs/two-clicks')).status()).toBe(200);
  });

  test('invites the IT admin from Overview while nobody is Admin, 3 clicks', async ({
    page,
    context,
    provost,
    organisation,
    signInAsOperator,
  }) => {
    const directory = new Directory(provost, organisation);
    const ada = await directory.addPerson({ userName: 'ada@acme.example' });
    await signInAsOperator();
    await open(page, organisation, 'overview');
    await page.getByRole('button', { name: 'Invite the IT admin' }).click();
    const dialog = page.getByRole('dialog', { name: 'Invite the IT admin of Acme Inc.' });
    await dialog.getByRole('button', { name: 'Create link' }).click();
    await expect(dialog.getByRole('textbox', { name: 'Setup link' })).toHaveValue(/setup-link#/);
    await dialog.getByRole('button', { name: 'Done, I copied it' }).click();
    await expect(dialog).toBeHidden();

    const admins = await directory.addGroup('Admins', [ada]);
    await mapToAdmin(context, provost, organisation, admins);
    await page.reload();
    await expect(page.getByRole('status', { name: 'Health' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Invite the IT admin' })).toHaveCount(0);
  });
});

test.describe('an IT admin', () => {
  test('connects the identity provider by a setup link, and sees a wrong token at once, 6 clicks', async ({
    page,
    provost,
  }) => {
    await provost.cli('org', 'create', 'day-one', '--name', 'Day One');
    await page.goto(
      await provost.cli(
        ...['setup-link', 'create', 'day-one', '--name', 'Ada', '--public-url', provost.url],
      ),
    );
    await page.getByRole('button', { name: 'Start setup' }).click();
    await expect(page.getByRole('heading', { name: 'Setup guide', level: 1 })).toBeVisible();
    await step(page, /Connect your identity provider/).click();
    await page.getByRole('button', { name: 'Enable SCIM' }).click();
    await page.getByRole('button', { name: 'Rotate Token' }).click();
    await page.getByRole('button', { name: 'Create token' }).click();
    const token = await page.getByRole('textbox', { name: 'Secret Token' }).inputValue();
    await page.getByRole('button', { name: 'Done, I copied it' }).click();

    const connected = step(page, /Connect your identity provider/).getByRole('img', {
      name: 'Confirmed',
    });
    const dayOne = { id: 'day-one', token, tenantUrl: `${provost.url}/day-one/scim/v2` };
    const test = '/Users?filter=userName%20eq%20%22probe%22';
    await provost.scim({ ...dayOne, token: `${token}x` }, 'GET', test);
    const trouble = page.getByRole('alert').filter({ hasText: 'Secret Token is missing, wrong' });
    await expect(trouble).toBeVisible();
    await expect(connected).toHaveCount(0);
    await provost.scim(dayOne, 'GET', test);
    await expect(connected).toBeVisible();
    await expect(trouble).toHaveCount(0);
  });

  test('marks a group, and reads first that people lose their sign-in, 3 clicks', async ({
    page,
    provost,
    organisation,
    signInAsOperator,
  }) => {
    const directory = new Directory(provost, organisation);
    const people = await directory.addPeople(
      ['ada', 'bob', 'cid'].map((name) => ({ userName: `${name}@acme.example` })),
    );
    await directory.addGroup('Half', people.slice(0, 2));
    await signInAsOperator();
    await open(page, organisation, 'scim-groups');
    await page.getByRole('button', { name: 'Actions for Half' }).click();
    await page.getByRole('menuitem', { name: 'Mark as Admin (Service account)' }).click();
    const dialog = page.getByRole('dialog');
    const losses = dialog.getByRole('table', { name: /^2 people can no longer sign in/ });
    await expect(losses).toContainText('ada@acme.example');
    await expect(dialog.getByRole('heading', { level: 3 }).first()).toHaveText(
      /2 people can no longer sign in/,
    );
    await dialog.getByRole('button', { name: 'Apply to 2 people' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('row').filter({ hasText: 'Half' })).toContainText(
      'Admin (Service account)',
    );
  });

  test('rotates the token with an overlap, and sees who still uses the old one, 5 clicks', async ({
    page,
    provost,
    organisation,
    signInAsOperator,
  }) => {
    await signInAsOperator();
    await open(page, organisation, 'identity-access');
    await page.getByRole('button', { name: 'Rotate Token' }).click();
    await page.getByLabel('7 days').check();
    await page.getByRole('button', { name: 'Create token' }).click();
    const token = await page.getByRole('textbox', { name: 'Secret Token' }).inputValue();
    await page.getByRole('button', { name: 'Done, I copied it' }).click();
    for (const used of [organisation, { ...organisation, token }])
      expect((await provost.scim(used, 'GET', '/Users')).status).toBe(200);
    const old = page.getByRole('row').filter({ hasText: organisation.token.slice(0, 10) });
    await expect(async () => {
      await page.reload();
      await expect(old).toContainText('Retiring');
      await expect(old.getByRole('link', { name: 'Show its requests' })).toBeVisible();
    }).toPass();
    await old.getByRole('link', { name: 'Show its requests' }).click();
    await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible();
    await expect(page).toHaveURL(/\/log\?.*token=/);
  });

  test('gives a service account a key, which works, 5 clicks', async ({
    page,
    provost,
    organisation,
    signInAsOperator,
  }) => {
    const directory = new Directory(provost, organisation);
    const build = await directory.addPerson({ userName: 'build@acme.example' });
    await directory.map(await directory.addGroup('Robots', [build]), ['user', 'service']);
    await signInAsOperator();
    await open(page, organisation, 'members');
    await page.getByRole('link', { name: 'build@acme.example' }).click();
    await page.getByRole('tab', { name: 'API keys' }).click();
    await page.getByRole('button', { name: 'Create API key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('nightly build');
    await dialog.getByRole('button', { name: 'Create API key' }).click();
    const secret = await dialog.getByLabel('API key', { exact: true }).inputValue();
    await dialog.getByRole('button', { name: 'Done, I copied it' }).click();
    await expect(page.getByRole('row', { name: /nightly build/ })).toBeVisible();
    const answer = await fetch(`${provost.url}/api/v1/orgs/${organisation.id}/members`, {
      headers: { Authorization: `Bearer ${secret}` },
    });
    expect(answer.status).toBe(200);
  });
});

test.describe('the help desk', () => {
  test('finds out why somebody is missing, and what to correct, 1 click', async ({
    page,
    provost,
    organisation,
    signInAsOperator,
  }) => {
    await new Directory(provost, organisation).addPerson({ userName: 'ada@acme.example' });
    await provost.scim(organisation, 'POST', '/Users', user('bob.missing'));
    await signInAsOperator();
    await open(page, organisation, 'members');
    await page.getByRole('searchbox', { name: 'Search members' }).fill('bob.missing');
    await expect(page.getByText('One refused request mentions')).toBeVisible();
    await page.getByRole('link', { name: /See/ }).click();
    const refused = page.getByRole('row').filter({ hasText: 'bob.missing' });
    await expect(refused).toHaveCount(1);
    await expect(refused).toContainText('userName');
    await expect(refused).toContainText('e-mail');
  });

  test('sees why somebody is Admin, who gave it and when, 2 clicks', async ({
    page,
    context,
    browser,
    provost,
    organisation,
    signInAsOperator,
  }) => {
    const directory = new Directory(provost, organisation);
    const ada = await provision(provost, organisation, {
      userName: 'ada@acme.example',
      externalId: 'ada',
    });
    const carol = await directory.addPerson({ userName: 'carol@acme.example' });
    const owners = await directory.addGroup('Owners', [ada.id]);
    const admins = await directory.addGroup('Platform admins', [carol]);
    await signInAsOperator();
    await mapToAdmin(context, provost, organisation, owners);
    const hers = await browser.newContext();
    await signInAsMember(hers, context, provost, organisation, ada);
    await mapToAdmin(hers, provost, organisation, admins);
    await hers.close();

    await open(page, organisation, 'members');
    await page.getByRole('searchbox', { name: 'Search members' }).fill('carol');
    await page.getByRole('link', { name: 'carol@acme.example' }).click();
    const why = page.getByRole('region', { name: 'Why?' });
    await expect(why).toContainText('Admin (Human) because of this group');
    await expect(why).toContainText('Platform admins');
    await expect(why).toContainText('Mapped by ada@acme.example');
    await expect(why).toContainText(/Access last changed: .* by ada@acme\.example/);
    await page.getByRole('tab', { name: 'History' }).click();
    await expect(page.getByRole('tabpanel')).toContainText('from User (Human) to Admin (Human)');
  });

  test('sees from which group somebody was taken who is not Admin any more, 2 clicks', async ({
    page,
    context,
    provost,
    organisation,
    signInAsOperator,
  }) => {
    const directory = new Directory(provost, organisation);
    const [ada = '', bob = ''] = await directory.addPeople(
      ['ada', 'bob'].map((name) => ({ userName: `${name}@acme.example` })),
    );
    const admins = await directory.addGroup('Platform admins', [ada, bob]);
    await signInAsOperator();
    await mapToAdmin(context, provost, organisation, admins);
    await directory.removeMember(admins, bob);
    await open(page, organisation, 'members');
    await page.getByRole('link', { name: 'bob@acme.example' }).click();
    await expect(page.getByRole('region', { name: 'Why?' })).toContainText('User (Human)');
    await page.getByRole('tab', { name: 'History' }).click();
    const history = page.getByRole('tabpanel');
    await expect(history).toContainText('from Admin (Human) to User (Human)');
    await expect(history).toContainText(/SCIM removed .* from the group Platform admins/);
  });

  test('sees that somebody is inactive, who did it and from which group they were taken, 2 clicks', async ({
    page,
    provost,
    organisation,
    signInAsOperator,
  }) => {
    const directory = new Directory(provost, organisation);
    const bob = await directory.addPerson({ userName: 'bob@acme.example' });
    const sales = await directory.addGroup('Sales', [bob]);
    await directory.removeMember(sales, bob);
    await setActive(provost, organisation, bob, false);
    await signInAsOperator();
    await open(page, organisation, 'members');
    await page.getByRole('link', { name: 'bob@acme.example' }).click();
    await expect(page.getByRole('region', { name: 'Why?' })).toContainText(
      'This member is inactive.',
    );
    await page.getByRole('tab', { name: 'History' }).click();
    const history = page.getByRole('tabpanel');
    await expect(history).toContainText('SCIM deactivated bob@acme.example');
    await expect(history).toContainText(/SCIM removed .* from the group Sales/);
  });

  test('takes what somebody did out of Audit as a table, 2 clicks', async ({
    page,
    provost,
    organisation,
    signInAsOperator,
  }) => {
    await new Directory(provost, organisation).addPerson({ userName: 'carol@acme.example' });
    await signInAsOperator();
    await open(page, organisation, 'audit?search=carol');
    await expect(page.getByRole('row').filter({ hasText: 'user.created' })).toHaveCount(1);
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /CSV/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
  });

  test('follows a failing mapping from Overview to the request and its fix, 2 clicks', async ({
    page,
    provost,
    organisation,
    signInAsOperator,
  }) => {
    for (let attempt = 0; attempt < 4; ++attempt)
      await provost.scim(organisation, 'POST', '/Users', user(`user${attempt}`));
    await signInAsOperator();
    await open(page, organisation, 'overview');
    await page.getByRole('main').getByRole('link', { name: 'Open findings' }).click();
    const finding = page.getByRole('article', { name: /Requests keep failing for user0/ });
    await expect(finding).toContainText('4 people and groups');
    await finding.getByRole('link', { name: /See/ }).first().click();
    const row = page.getByRole('row').filter({ hasText: '400' });
    await expect(row).toContainText('userName must be an e-mail address, got "user3"');
    await expect(row).toContainText('Correct what is sent for this attribute');
    await expect(row.getByRole('button', { name: '3 more with the same cause' })).toBeVisible();
  });

  test('shows that whoever left is out for good, 2 clicks', async ({
    page,
    provost,
    organisation,
    signInAsOperator,
  }) => {
    const directory = new Directory(provost, organisation);
    const [ann = '', ben = ''] = await directory.addPeople(
      ['ann', 'ben'].map((name) => ({ userName: `${name}@acme.example` })),
    );
    await directory.map(await directory.addGroup('Admins', [ann, ben]), ['admin', 'human']);
    const secret = await openSession(provost, organisation.id, ann);
    const status = async () => {
      const me = `${provost.url}/api/v1/orgs/${organisation.id}/me`;
      return (await fetch(me, { headers: { Authorization: `Bearer ${secret}` } })).status;
    };
    expect(await status()).toBe(200);
    await setActive(provost, organisation, ann, false);
    expect(await status(), 'the next request is refused').toBe(401);
    await setActive(provost, organisation, ann, true);
    expect(await status(), 'a session does not revive').toBe(401);
    await signInAsOperator();
    await open(page, organisation, `members/${ann}`);
    await page.getByRole('tab', { name: 'Sessions' }).click();
    const sessions = page.getByRole('table', { name: /Sessions of this member/ });
    await expect(sessions.getByRole('button', { name: /^Revoke/ })).toHaveCount(0);
    await page.getByRole('tab', { name: 'History' }).click();
    await expect(page.getByRole('tabpanel')).toContainText('1 session');
  });
});

function setActive(
  provost: Parameters<typeof openSession>[0],
  organisation: Organisation,
  id: string,
  active: boolean,
): Promise<Response> {
  return provost.scim(organisation, 'PATCH', `/Users/${id}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', path: 'active', value: active }],
  });
}
