import type { BrowserContext } from '@playwright/test';

import type { Organisation, Provost } from './provost';

// Opens a session for a member as an operator may, and says its secret.
export async function openSession(provost: Provost, org: string, member: string): Promise<string> {
  const key = await provost.cli('operator', 'key', 'tests');
  const response = await fetch(`${provost.url}/api/v1/orgs/${org}/members/${member}/sessions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: '{}',
  });
  if (!response.ok) throw new Error(`no session: ${await response.text()}`);
  return ((await response.json()) as { secret: string }).secret;
}

// Signs the context in as an IT contact, by a setup link.
export async function signInAsContact(
  context: BrowserContext,
  provost: Provost,
  organisation: Organisation,
  name: string,
): Promise<void> {
  const url = await provost.cli('setup-link', 'create', organisation.id, '--name', name);
  const link = new URL(url).hash.slice(1);
  const response = await context.request.post(`${provost.url}/api/v1/setup-links/redeem`, {
    data: { link },
  });
  if (!response.ok()) throw new Error(`no session: ${await response.text()}`);
}
