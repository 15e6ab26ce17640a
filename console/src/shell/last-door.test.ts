import { beforeEach, describe, expect, it, vi } from 'vitest';

import { lastDoor, rememberDoor } from './last-door';

describe('the door that was used last', () => {
  const kept = new Map<string, string>();
  beforeEach(() => {
    kept.clear();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    });
  });

  it('is none at first, and then the newest', () => {
    expect(lastDoor()).toBeNull();
    rememberDoor('operators');
    expect(lastDoor()).toBe('operators');
    rememberDoor({ org: 'acme' });
    expect(lastDoor()).toEqual({ org: 'acme' });
  });

  it('is an organisation even where it is called as the operators are', () => {
    rememberDoor({ org: 'operators' });
    expect(lastDoor()).toEqual({ org: 'operators' });
  });

  it('is none where a browser keeps nothing', () => {
    vi.stubGlobal('localStorage', undefined);
    rememberDoor('operators');
    expect(lastDoor()).toBeNull();
  });
});
