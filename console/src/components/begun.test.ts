import { expect, it } from 'vitest';

import { begun } from './begun';

it('begins a sentence with a capital letter', () => {
  expect(begun('there is no group with the id g1')).toBe('There is no group with the id g1');
  expect(begun('sign-in can be enabled once issuer is set')).toBe(
    'Sign-in can be enabled once issuer is set',
  );
});

it('leaves names of the API as they are written', () => {
  for (const sentence of [
    'userName must be an e-mail address',
    'active must be true or false',
    'members names g1',
    'The rest.',
    '',
  ])
    expect(begun(sentence)).toBe(sentence);
});
