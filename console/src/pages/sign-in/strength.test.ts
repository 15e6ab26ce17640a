import { describe, expect, it } from 'vitest';

import { strengthOf } from './strength';

describe('the strength of a password', () => {
  it.each([
    ['', 'short'],
    ['elevenchars', 'short'],
    ['aaaaaaaaaaaaaaaaaaaaaa', 'weak'],
    ['abababababababab', 'weak'],
    ['Password12345!', 'weak'],
    ['tabby-marble', 'fair'],
    ['tabby-marble-lantern', 'strong'],
  ])('of "%s" is %s', (password, strength) => expect(strengthOf(password)).toBe(strength));

  it('does not count the own name', () => {
    expect(strengthOf('margarethe-22', 'Margarethe')).toBe('weak');
    expect(strengthOf('margarethe-22', 'olga')).toBe('fair');
  });

  it('counts characters as people do', () => expect(strengthOf('🦊🐻🐼🐨🐯🦁')).toBe('short'));
});
