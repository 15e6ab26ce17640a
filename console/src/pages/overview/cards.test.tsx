import { expect, test } from 'vitest';

import { tokenFigure } from './cards';
import type { Token } from '~/api/tokens';

const token = (expires: string | null, live = true) => ({ expires, live }) as Token;

test('without a token that lives there is none', () => {
  expect(tokenFigure([token(null, false)]).figure).toBe('None');
});

test('a token that does not expire outlives those that do', () => {
  expect(tokenFigure([token('2026-12-01T00:00:00Z'), token(null)]).detail).toBe('does not expire');
});

test('the last one to expire counts', () => {
  const tokens = [token('2026-12-01T00:00:00Z'), token('2027-01-01T00:00:00Z')];
  expect(tokenFigure(tokens).figure).toMatchObject({ props: { value: '2027-01-01T00:00:00Z' } });
});
