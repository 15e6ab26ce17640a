import { describe, expect, it } from 'vitest';

import { gainedBy, lostBy } from './review-words';

const gains = (gainCount: number, access: number, admin: number, signIn: number) =>
  gainedBy({
    gainCount,
    gainsAccessCount: access,
    gainsAdminCount: admin,
    gainsSignInCount: signIn,
  });

describe('what people gain', () => {
  it('is access only for those who had none', () => {
    expect(gains(3, 3, 0, 3)).toBe('access');
    expect(gains(3, 3, 0, 0)).toBe('access');
  });

  it('is Admin where all become that, from whatever they were', () => {
    expect(gains(3, 0, 3, 0)).toBe('admin');
    expect(gains(3, 3, 3, 3)).toBe('admin');
  });

  it('is signing in where service accounts become people', () => {
    expect(gains(3, 0, 0, 3)).toBe('signIn');
    expect(gains(3, 1, 0, 3)).toBe('signIn');
  });

  it('has no one name where they gain different things', () => {
    expect(gains(3, 0, 1, 2)).toBe('some');
    expect(gains(3, 1, 2, 1)).toBe('some');
  });
});

it('names one loss where all lose the same', () => {
  const losses = { lossCount: 2, losesAccessCount: 0, losesAdminCount: 2, losesSignInCount: 0 };
  expect(lostBy(losses)).toBe('admin');
  expect(lostBy({ ...losses, losesAdminCount: 1, losesSignInCount: 1 })).toBe('some');
});
