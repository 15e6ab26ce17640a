import { randomUUID } from 'node:crypto';

import { client, IdentityProvider } from './support/identity-provider';
import { asOperator, groupOf, provision, type Person } from './support/member';
import { Provost, type Organisation } from './support/provost';
import { expect, expectAccessible, test as base, type Page } from './support/test';

interface Worker {
  provost: Provost;
}

interface Fixtures {
  provider: IdentityProvider;
  // Provisions somebody whom the provider knows too.
  person: (name: string) => Promise<Person>;
}

const test = base.extend<Fixtures, Worker>({
  provost: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      // The provider of the test is on this machine.
      const provost = await Provost.start(['--oidc-allow-private']);
      await use(provost);
      await provost.stop();
    },
    { scope: 'worker' },
  ],

  provider: async ({ browser, provost, operator, organisation }, use) => {
    const context = await browser.newContext();
    await context.request.post(`${provost.url}/api/v1/session`, { data: operator });
    const at = `/api/v1/orgs/${organisation.id}/sign-in`;
    const { redirectUri } = (await (await context.request.get(`${provost.url}${at}`)).json()) as {
      redirectUri: string;
    };
    const own = new URL(new URL(redirectUri).pathname, provost.url).href;
    const provider = await IdentityProvider.start(own);
    await asOperator(context, provost, 'PATCH', at, {
      enabled: true,
      issuer: provider.issuer,
      clientId: client.id,
      clientSecret: client.secret,
    });
    await context.close();
    await use(provider);
    await provider.stop();
  },

  person: async ({ provost, provider, organisation }, use) => {
    await use(async (name) => {
      const oid = randomUUID();
      const userName = `${name}@acme.example`;
      provider.know({ oid, userName });
      return provision(provost, organisation, { userName, externalId: oid });
    });
  },
});

async function signIn(page: Page, organisation: Organisation, userName: string): Promise<void> {
  await page.goto(`/console/sign-in?org=${organisation.id}`);
  await page.getByRole('link', { name: 'Sign in with your organisation' }).click();
  await page.locator('input[name=login]').fill(userName);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
}

// The provider's own pages ask a font of somebody else.
test.beforeEach(({ context }) => context.route(/^https:/, (route) => route.abort()));

test('a provisioned person signs in, found by oid', async ({ page, organisation, person }) => {
  const olga = await person('olga');
  await signIn(page, organisation, olga.userName);
  await expect(page).toHaveURL(new RegExp(`/console/o/${organisation.id}/`));
  await page.goto(`/console/o/${organisation.id}/profile`);
  await expect(page.getByText(olga.userName).first()).toBeVisible();
});

test('somebody whom nobody provisioned gets no further', async ({
  page,
  organisation,
  provider,
}) => {
  provider.know({ oid: randomUUID(), userName: 'stranger@acme.example' });
  await signIn(page, organisation, 'stranger@acme.example');
  await expect(page.getByRole('heading', { name: 'You don’t have an account here' })).toBeVisible();
  await expectAccessible(page);
});

test('whoever is inactive gets no further', async ({ page, provost, organisation, person }) => {
  const olga = await person('olga');
  await deactivate(provost, organisation, olga);
  await signIn(page, organisation, olga.userName);
  await expect(page.getByRole('heading', { name: 'Your account is inactive' })).toBeVisible();
});

test('a service account does not sign in', async ({ page, provost, organisation, person }) => {
  const robot = await person('robot');
  await groupOf(provost, organisation, 'Robots', [robot]);
  await provost.cli(
    ...['group', 'map', organisation.id, 'Robots', '--role', 'user', '--type', 'service'],
  );
  await signIn(page, organisation, robot.userName);
  await expect(page.getByRole('heading', { name: 'Service accounts can’t sign in' })).toBeVisible();
});

test('access that is lost in the middle of a session ends it', async ({
  page,
  provost,
  organisation,
  person,
}) => {
  const olga = await person('olga');
  await signIn(page, organisation, olga.userName);
  await page.goto(`/console/o/${organisation.id}/members`);
  await expect(page.getByRole('heading', { name: 'Members', level: 1 })).toBeVisible();

  await deactivate(provost, organisation, olga);
  await page.getByRole('link', { name: 'SCIM Groups' }).click();
  await expect(page.getByText('Your session has ended')).toBeVisible();
  // The way back leads through the provider, which says no more than who it is.
  await page.getByRole('link', { name: 'Sign in with your organisation' }).click();
  await expect(page.getByRole('heading', { name: 'Your account is inactive' })).toBeVisible();
});

async function deactivate(provost: Provost, organisation: Organisation, person: Person) {
  const response = await provost.scim(organisation, 'PATCH', `/Users/${person.id}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'replace', path: 'active', value: false }],
  });
  expect(response.ok).toBe(true);
}
