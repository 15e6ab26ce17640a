import { expect, type Page } from '@playwright/test';

import type { Place } from './pages';
import type { Organisation } from './provost';

// What is laid over a page, and how somebody gets there.
export interface DialogPlace extends Place {
  // What shows it, below console/src.
  source: string;
  open: (page: Page) => Promise<void>;
}

type Names = (string | RegExp)[];

const press =
  (...names: Names) =>
  async (page: Page) => {
    for (const name of names)
      await page
        .getByRole('button', { name, exact: typeof name === 'string' })
        .first()
        .click();
  };

const choose =
  (button: string | RegExp, ...items: Names) =>
  async (page: Page) => {
    await press(button)(page);
    for (const name of items) await page.getByRole('menuitem', { name }).click();
  };

// By its label: what the browser draws of a switch or a radio button lies beneath it.
const pick = (label: string) => async (page: Page) => {
  await page.getByText(label, { exact: true }).first().click();
};

const key = (keys: string) => async (page: Page) => {
  await page.keyboard.press(keys);
};

async function typeNetworkAndLeave(page: Page): Promise<void> {
  const networks = page.getByRole('textbox', { name: 'Networks' });
  await networks.fill('192.0.2.0/24');
  await networks.press('Enter');
  await page.getByRole('link', { name: 'SCIM Groups' }).click();
}

// A second factor is on for this page alone: it would be asked of everybody who signs in after.
async function turnOffTotp(page: Page): Promise<void> {
  await page.route('**/api/v1/session', async (route) => {
    const answer = await route.fetch();
    const session = (await answer.json()) as { operator: object };
    await route.fulfill({
      response: answer,
      json: { ...session, operator: { ...session.operator, totpEnabled: true } },
    });
  });
  await page.reload();
  await press('Turn off')(page);
}

async function nameKeyAndCreate(page: Page): Promise<void> {
  await press('Create API key')(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('nightly sync');
  await dialog.getByRole('button', { name: 'Create API key' }).click();
  await expect(dialog.getByRole('button', { name: 'Done, I copied it' })).toBeVisible();
}

async function createLink(page: Page): Promise<void> {
  await choose(/^Actions for/, 'Invite IT admin…')(page);
  await press('Create link')(page);
  await expect(page.getByRole('button', { name: 'Done, I copied it' })).toBeVisible();
}

// What dialogs need: an organisation that uses SCIM, and one that does not.
export interface Cast {
  organisation: Organisation;
  // Of an organisation without SCIM: a member that is a service account with a key, and the id of a
  // member that was removed.
  byHand: { org: string; member: string; gone: string };
}

const of = (
  name: string,
  source: string,
  path: string,
  open: DialogPlace['open'],
): DialogPlace => ({ name, source: `${source}.tsx`, path, open });

// Those that anybody may open without losing what another one needs.
export function dialogsOf({ organisation, byHand }: Cast): DialogPlace[] {
  return [
    ...ofShell(`/console/o/${organisation.id}`),
    ...ofInstallation(`/console/orgs?search=${organisation.id}`),
    ...ofSettings(`/console/o/${organisation.id}/identity-access`),
    ...ofOrganisation(`/console/o/${organisation.id}/organisation`),
    ...ofPeople(
      `/console/o/${organisation.id}/scim-groups?mapped=true`,
      `/console/o/${byHand.org}/members`,
      byHand,
    ),
  ];
}

function ofShell(root: string): DialogPlace[] {
  const members = `${root}/members`;
  const networks = `${root}/identity-access#networks`;
  const dead = '/console/setup-link#pvu_gone';
  return [
    of('search', 'shell/palette', members, key('Control+k')),
    of('shortcuts', 'shell/shortcuts', members, key('?')),
    of('account menu', 'shell/account-menu', members, press(/^Account,/)),
    of('leave', 'shell/leave-guard', networks, typeNetworkAndLeave),
    of('appearance', 'shell/color-scheme-menu', dead, press('Appearance')),
    of('export', 'pages/activity/audit-export', `${root}/audit`, press('Export')),
    of('period', 'pages/activity/period-filter', `${root}/log`, press(/^Period:/)),
    of('second factor', 'pages/profile/totp-set-up', '/console/profile', press('Set up')),
    of('no second factor', 'pages/profile/totp-off', '/console/profile', turnOffTotp),
  ];
}

function ofInstallation(orgs: string): DialogPlace[] {
  const operators = '/console/operators';
  const menu = /^Actions for/;
  const folder = 'pages/installation';
  const invitation = 'pages/settings/invite-it-admin';
  return [
    of('create organisation', `${folder}/create-organisation`, orgs, press('Create organisation')),
    of('actions for organisation', `${folder}/organisation-menu`, orgs, press(menu)),
    of('invite IT admin', invitation, orgs, choose(menu, 'Invite IT admin…')),
    of('setup link', invitation, orgs, createLink),
    of('suspend', `${folder}/organisation-dialogs`, orgs, choose(menu, 'Suspend…')),
    of('delete', `${folder}/organisation-dialogs`, orgs, choose(menu, 'Delete…')),
    of('operator link', `${folder}/invite-dialog`, operators, press('Invite operator')),
    of('remove operator', `${folder}/operators`, operators, press(/^Remove /)),
    of('create operator key', `${folder}/operator-keys`, operators, press('Create operator key')),
    of('revoke operator key', `${folder}/operator-keys`, operators, press(/^Revoke /)),
  ];
}

function ofSettings(access: string): DialogPlace[] {
  const scim = `${access}#scim`;
  const folder = 'pages/settings';
  const service = pick('User (Service account)');
  const rotate = press('Rotate Token', 'Create token');
  return [
    of('rotate token', `${folder}/rotate-token`, scim, press('Rotate Token')),
    of('new token', `${folder}/rotate-token`, scim, rotate),
    of('revoke token', `${folder}/connection-section`, scim, press('Revoke')),
    of('disable SCIM', `${folder}/scim-section`, scim, pick('Enable SCIM')),
    of('default access', `${folder}/default-access-section`, `${access}#access`, service),
    of('minimal', `${folder}/attributes-section`, `${access}#attributes`, pick('Minimal')),
    of(
      'revoke setup link',
      `${folder}/setup-links-section`,
      `${access}#it-contacts`,
      press(/^Revoke the setup link/),
    ),
  ];
}

function ofOrganisation(page: string): DialogPlace[] {
  const folder = 'pages/settings';
  return [
    of('add schema', `${folder}/add-schema`, page, press('Add schema')),
    of('remove schema', `${folder}/schemas-section`, page, press(/^Remove urn:/)),
  ];
}

function ofPeople(
  groups: string,
  members: string,
  { member, gone }: Cast['byHand'],
): DialogPlace[] {
  const keys = `${members}/${member}?tab=keys`;
  const folder = 'pages/people';
  const menu = /^Actions for/;
  const toService = choose(menu, 'Mark as User (Service account)');
  return [
    of('actions for group', `${folder}/group-menu`, groups, press(menu)),
    of('review', `${folder}/review-dialog`, groups, toService),
    of('add collaborator', `${folder}/invite-dialog`, members, press('Add collaborator')),
    of('remove', `${folder}/guarded-dialog`, keys, press('Remove')),
    of('erase', `${folder}/erase`, `${members}/${gone}`, press('Erase personal data')),
    of('create API key', `${folder}/api-key-dialog`, keys, press('Create API key')),
    of('new API key', `${folder}/api-key-dialog`, keys, nameKeyAndCreate),
    of('revoke API key', `${folder}/api-keys`, keys, press(/^Revoke /)),
  ];
}
