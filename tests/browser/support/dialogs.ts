import type { Page } from '@playwright/test';

import type { Place } from './pages';
import type { Organisation } from './provost';

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

// Dialogs that somebody can open without changing anything first.
export function dialogsOf(organisation: Organisation): DialogPlace[] {
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
  ];
}
