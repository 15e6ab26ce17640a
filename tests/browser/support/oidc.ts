import { randomUUID } from 'node:crypto';

import { client, IdentityProvider } from './identity-provider';
import { asOperator, provision, type Person } from './member';
import { Provost, type Organisation } from './provost';
import { test as base, type Page } from './test';

interface Worker {
  provost: Provost;
}

interface Fixtures {
  provider: IdentityProvider;
  // Provisions somebody whom the provider knows too.
  person: (name: string) => Promise<Person>;
  // The provider's own pages ask a font of somebody else.
  withoutFonts: void;
}

export const test = base.extend<Fixtures, Worker>({
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

  withoutFonts: [
    async ({ context }, use) => {
      await context.route(/^https:/, (route) => route.abort());
      await use();
    },
    { auto: true },
  ],

  person: async ({ provost, provider, organisation }, use) => {
    await use(async (name) => {
      const oid = randomUUID();
      const userName = `${name}@acme.example`;
      provider.know({ oid, userName });
      return provision(provost, organisation, { userName, externalId: oid });
    });
  },
});

// By the organisation's door and the provider's own page.
export async function signIn(
  page: Page,
  organisation: Organisation,
  userName: string,
): Promise<void> {
  await page.goto(`/console/sign-in?org=${organisation.id}`);
  await page.getByRole('link', { name: 'Sign in with your organisation' }).click();
  await page.locator('input[name=login]').fill(userName);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
}
