import { expect, test } from 'vitest';

import { differencesOf } from './differences';

const human = { role: 'user', identityType: 'human', source: 'default' };
const admin = { role: 'admin', identityType: 'human', source: 'group' };

test.each([
  ['nothing to compare', { attributes: ['userName'] }, []],
  [
    'an access as the console calls it',
    { before: human, after: admin },
    [{ name: '', before: 'User (Human)', after: 'Admin (Human)' }],
  ],
  [
    'no access that only comes from elsewhere',
    { before: admin, after: { ...admin, source: 'retained' } },
    [],
  ],
  [
    'an access that is gone',
    { before: human, after: null },
    [{ name: '', before: 'User (Human)', after: 'nothing' }],
  ],
  [
    'only what differs',
    { before: { userName: 'a@x', active: true }, after: { userName: 'b@x', active: true } },
    [{ name: 'userName', before: 'a@x', after: 'b@x' }],
  ],
  [
    'all of what is new',
    { after: { userName: 'a@x', active: true } },
    [
      { name: 'userName', before: 'nothing', after: 'a@x' },
      { name: 'active', before: 'nothing', after: 'true' },
    ],
  ],
  [
    'a list',
    { before: { allowedNetworks: [] }, after: { allowedNetworks: ['10.0.0.0/8', '::1'] } },
    [{ name: 'allowedNetworks', before: 'nothing', after: '10.0.0.0/8, ::1' }],
  ],
])('%s', (_, details, expected) => {
  expect(differencesOf(details)).toEqual(expected);
});
