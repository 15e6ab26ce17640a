import { expect, type APIRequestContext, type Page } from '@playwright/test';

import type { Organisation, Provost } from './provost';

export interface Place {
  // Also what its screenshot is called.
  name: string;
  path: string;
}

// The pages for whoever is not signed in.
export async function openPlaces(provost: Provost, org: string): Promise<Place[]> {
  const link = new URL(await provost.cli('operator', 'link'));
  const setup = new URL(await provost.cli('setup-link', 'create', org, '--name', 'Ada Lovelace'));
  return [
    { name: 'setup-link', path: setup.pathname + setup.hash },
    { name: 'setup-link-gone', path: '/console/setup-link#pvu_gone' },
    { name: 'sign-in', path: '/console/sign-in' },
    { name: 'sign-in-operator', path: '/console/sign-in?as=operator' },
    { name: 'sign-in-organisation', path: `/console/sign-in?org=${org}` },
    { name: 'sign-in-test-over', path: `/console/sign-in-test?org=${org}&trial=none` },
    { name: 'sign-in-refused', path: `/console/sign-in?org=${org}&error=unknown_person` },
    { name: 'setup', path: link.pathname + link.hash },
  ];
}

const operatorNames = ['orgs', 'operators', 'branding', 'system', 'profile'];
const organisationNames = [
  'overview',
  'setup-guide',
  'identity-access',
  'members',
  'scim-groups',
  'log',
  'findings',
  'audit',
  'notices',
  'organisation',
  'changes',
  'role-permissions',
];

// Every page of an operator and of an organisation that has people and a log.
export async function signedInPlaces(
  request: APIRequestContext,
  provost: Provost,
  organisation: Organisation,
): Promise<Place[]> {
  const root = `/console/o/${organisation.id}`;
  const api = `${provost.url}/api/v1/orgs/${organisation.id}`;
  const member = await firstId(request, `${api}/members?limit=1&role=admin&identityType=human`);
  const group = await firstId(request, `${api}/scim-groups?limit=1&mapped=true`);
  const entry = await firstId(request, `${api}/provisioning-log?limit=1&status=4xx`);
  return [
    ...operatorNames.map((name) => ({ name, path: `/console/${name}` })),
    { name: 'installation-audit', path: '/console/audit' },
    ...organisationNames.map((name) => ({ name, path: `${root}/${name}` })),
    { name: 'member', path: `${root}/members/${member}` },
    { name: 'group', path: `${root}/scim-groups/${group}` },
    { name: 'log-entry', path: `${root}/log/${entry}` },
    { name: 'not-found', path: `${root}/nowhere` },
    { name: 'gone-member', path: `${root}/members/${nobody}` },
  ];
}

const nobody = '01000000-0000-7000-8000-000000000000';

// What stands behind the tabs of a page, and what there is not. One member signs in, one has keys.
export function innerPlaces(
  { id }: Organisation,
  { human, service }: { human: string; service: string },
): Place[] {
  const root = `/console/o/${id}`;
  const parts = ['sign-in', 'attributes', 'access', 'networks', 'it-contacts'];
  return [
    ...parts.map((part) => ({
      name: `identity-access-${part}`,
      path: `${root}/identity-access#${part}`,
    })),
    { name: 'member-history', path: `${root}/members/${human}?tab=history` },
    { name: 'member-sessions', path: `${root}/members/${human}?tab=sessions` },
    { name: 'member-keys', path: `${root}/members/${service}?tab=keys` },
    { name: 'gone-group', path: `${root}/scim-groups/${nobody}` },
    { name: 'gone-log-entry', path: `${root}/log/${nobody}` },
    { name: 'unknown-organisation', path: '/console/o/nobody-knows/members' },
  ];
}

// The pages for an IT contact.
export const contactPlaces = ({ id }: Organisation): Place[] =>
  ['setup-guide', 'identity-access', 'members', 'scim-groups', 'log', 'findings'].map((name) => ({
    name: `contact-${name}`,
    path: `/console/o/${id}/${name}`,
  }));

// For a User (Human): one page of theirs, and one that is not.
export const userPlaces = ({ id }: Organisation): Place[] => [
  { name: 'user-members', path: `/console/o/${id}/members` },
  { name: 'no-access', path: `/console/o/${id}/audit` },
];

async function firstId(request: APIRequestContext, url: string): Promise<string> {
  const answer = (await (await request.get(url)).json()) as { items: { id: string }[] };
  const id = answer.items[0]?.id;
  if (id === undefined) throw new Error(`${url} has no item`);
  return id;
}

// Goes there and waits until the page shows what it has, and not that it waits for it.
export async function visit(page: Page, place: Place): Promise<void> {
  await page.goto(place.path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.mantine-Skeleton-root, .mantine-Loader-root')).toHaveCount(0);
}
