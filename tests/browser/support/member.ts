import type { BrowserContext } from '@playwright/test';

import type { Organisation, Provost } from './provost';

export interface Person {
  id: string;
  userName: string;
}

// Somebody whom the identity provider brings.
export async function provision(
  provost: Provost,
  organisation: Organisation,
  person: { userName: string; externalId: string },
): Promise<Person> {
  const response = await provost.scim(organisation, 'POST', '/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    active: true,
    ...person,
  });
  if (response.status !== 201) throw new Error(`no user: ${await response.text()}`);
  return (await response.json()) as Person;
}

export async function groupOf(
  provost: Provost,
  organisation: Organisation,
  displayName: string,
  members: Person[],
): Promise<{ id: string }> {
  const response = await provost.scim(organisation, 'POST', '/Groups', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName,
    members: members.map(({ id }) => ({ value: id })),
  });
  if (response.status !== 201) throw new Error(`no group: ${await response.text()}`);
  return (await response.json()) as { id: string };
}

// Signs the context in as the member, by a session that an operator opened.
export async function signInAsMember(
  context: BrowserContext,
  operator: BrowserContext,
  provost: Provost,
  organisation: Organisation,
  member: Person,
): Promise<void> {
  const at = `/api/v1/orgs/${organisation.id}/members/${member.id}/sessions`;
  const { secret } = (await asOperator(operator, provost, 'POST', at, {})) as { secret: string };
  await context.addCookies([{ name: 'provost_session', value: secret, url: provost.url }]);
}

// Sends what the operator's session may, with the token that changes need.
export async function asOperator(
  context: BrowserContext,
  provost: Provost,
  method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  at: string,
  data?: unknown,
): Promise<unknown> {
  const session = await context.request.get(`${provost.url}/api/v1/session`);
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  const response = await context.request.fetch(`${provost.url}${at}`, {
    method,
    data,
    headers: { 'X-CSRF-Token': csrfToken },
  });
  if (!response.ok()) throw new Error(`${method} ${at}: ${await response.text()}`);
  return response.status() === 204 ? undefined : response.json();
}

// Makes a group Admin (Human), as whoever the context is signed in as.
export async function mapToAdmin(
  context: BrowserContext,
  provost: Provost,
  organisation: Organisation,
  group: string,
): Promise<void> {
  const at = `/api/v1/orgs/${organisation.id}/scim-groups/mappings`;
  const change = { groupIds: [group], mapping: { role: 'admin', identityType: 'human' } };
  const preview = await asOperator(context, provost, 'POST', `${at}/preview`, change);
  const { etag } = preview as { etag: string };
  await asOperator(context, provost, 'POST', at, { ...change, etag });
}
