import { describe, expect, it } from 'vitest';

import { idFor, isId } from './organisation-id';

describe('the id that a name suggests', () => {
  it.each([
    ['Acme Corp.', 'acme-corp'],
    ['Müller & Söhne GmbH', 'muller-sohne-gmbh'],
    ['Groß', 'gross'],
    ['  3M  ', '3m'],
    ['…', ''],
    ['株式会社', ''],
    ['x'.repeat(80), 'x'.repeat(63)],
    [`${'x'.repeat(62)} y`, 'x'.repeat(62)],
  ])('%s gives "%s"', (name, id) => expect(idFor(name)).toBe(id));
});

describe('an id', () => {
  it.each(['a', '3m', 'acme-corp', 'x'.repeat(63)])('may be %s', (id) =>
    expect(isId(id)).toBe(true),
  );
  it.each(['', '-a', 'Acme', 'a b', 'a_b', 'x'.repeat(64)])('may not be "%s"', (id) =>
    expect(isId(id)).toBe(false),
  );
});
