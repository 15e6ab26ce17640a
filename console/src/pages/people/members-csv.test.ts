import { expect, test } from 'vitest';

import type { Member } from '~/api/members';

import { csvHead, csvOf } from './members-csv';

const ann: Member = {
  id: '0190a1f0-0000-7000-8000-000000000001',
  userName: 'ann@example.com',
  externalId: null,
  active: true,
  access: {
    role: 'admin',
    identityType: 'human',
    source: 'group',
    group: { id: '0190a1f0-0000-7000-8000-000000000002', displayName: 'Sales, "EMEA"' },
  },
};

test('a row has what the list shows, quoted where it has to be', () => {
  expect(csvHead).toBe('userName,externalId,active,role,identityType,access from,group,id\r\n');
  expect(csvOf([ann])).toBe(
    'ann@example.com,,true,admin,human,group,"Sales, ""EMEA""",0190a1f0-0000-7000-8000-000000000001\r\n',
  );
});

test('a name is never a formula', () => {
  for (const userName of ['=1+1', '+1', '-1', '@sum', '\t=1'])
    expect(csvOf([{ ...ann, userName }])).toMatch(/^"?'/);
  expect(csvOf([{ ...ann, access: null }])).toContain('ann@example.com,,true,,,,,');
});
