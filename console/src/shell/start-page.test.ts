import { expect, test } from 'vitest';

import { maySee, startOf, startPageOf } from './start-page';
import type { Session } from '~/api/session';

const session = (permissions: string[], organisation: Session['organisation'] = null) =>
  ({ permissions, organisation }) as Session;
const acme = { id: 'acme', name: 'Acme' };

test('an operator starts above the organisations', () => {
  expect(startOf(session(['read_stats', 'manage_organisations']))).toBe('/orgs');
});

test('a member starts on the first page that they may see', () => {
  const user = ['read_own_access', 'read_groups', 'read_members'];
  expect(startOf(session([...user, 'read_stats'], acme))).toBe('/o/acme/overview');
  expect(startOf(session(user, acme))).toBe('/o/acme/members');
  expect(startOf(session(['read_own_access'], acme))).toBe('/o/acme/role-permissions');
  expect(startOf(session([], acme))).toBe('/o/acme/profile');
});

test('whoever sets up the organisation starts with the setup guide', () => {
  expect(startPageOf('acme', ['read_members', 'read_identity_access'])).toBe('/o/acme/setup-guide');
});

test('a page is as open as its item in the side bar', () => {
  const user = session(['read_members']);
  expect(maySee('/o/acme/members', user)).toBe(true);
  expect(maySee('/o/acme/members/1', user)).toBe(true);
  expect(maySee('/o/acme/audit', user)).toBe(false);
  expect(maySee('/o/acme/log/1', user)).toBe(false);
  expect(maySee('/operators', user)).toBe(false);
  expect(maySee('/o/acme/profile', user)).toBe(true);
  expect(maySee('/o/acme/nowhere', user)).toBe(true);
});
