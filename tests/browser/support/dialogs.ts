import type { APIRequestContext, Page } from '@playwright/test';

import { firstId, type Place } from './pages';
import type { Organisation, Provost } from './provost';

export interface DialogPlace extends Place {
  open: (page: Page) => Promise<void>;
}

const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('main').getByRole('button', { name, exact: true }).first().click();
};

const choose =
  (button: string | RegExp, ...items: (string | RegExp)[]) =>
  async (page: Page) => {
    await page.getByRole('button', { name: button }).first().click();
    for (const name of items) await page.getByRole('menuitem', { name }).click();
  };

const key = (keys: string) => async (page: Page) => {
  await page.keyboard.press(keys);
};

// Every dialog that somebody can open without changing anything first.
export async function dialogsOf(
  request: APIRequestContext,
  provost: Provost,
  organisation: Organisation,
): Promise<DialogPlace[]> {
  const api = `${provost.url}/api/v1/orgs/${organisation.id}`;
  const robot = await firstId(request, `${api}/members?limit=1&identityType=service`);
  const root = `/console/o/${organisation.id}`;
  const orgs = `/console/orgs?search=${organisation.id}`;
  const access = `${root}/identity-access`;
  return [
    { name: 'search', path: `${root}/members`, open: key('Control+k') },
    { name: 'shortcuts', path: `${root}/members`, open: key('?') },
    { name: 'account menu', path: `${root}/members`, open: choose(/^Account,/) },
    { name: 'create organisation', path: orgs, open: press('Create organisation') },
    {
      name: 'invite IT admin',
      path: orgs,
      open: choose(/^Actions for/, 'Invite IT admin…'),
    },
    { name: 'suspend', path: orgs, open: choose(/^Actions for/, 'Suspend…') },
    { name: 'delete', path: orgs, open: choose(/^Actions for/, 'Delete…') },
    { name: 'rotate token', path: `${access}#scim`, open: press('Rotate Token') },
    {
      name: 'review',
      path: `${root}/scim-groups?mapped=true`,
      open: choose(/^Actions for/, 'Mark as User (Service account)'),
    },
    { name: 'period', path: `${root}/log`, open: press(/^Period:/) },
    {
      name: 'default access',
      path: `${access}#access`,
      open: async (page) => {
        await page.getByRole('radio', { name: 'No access' }).click();
      },
    },
    {
      name: 'minimal profile',
      path: `${access}#attributes`,
      open: async (page) => {
        await page.getByRole('radio', { name: 'Full' }).click();
        await page.getByRole('radio', { name: 'Minimal' }).click();
      },
    },
    { name: 'invite operator', path: '/console/operators', open: press('Invite operator') },
    { name: 'export', path: `${root}/audit`, open: press('Export') },
    { name: 'API key', path: `${root}/members/${robot}`, open: press('Create API key') },
    { name: 'second factor', path: '/console/profile', open: press('Set up') },
  ];
}
