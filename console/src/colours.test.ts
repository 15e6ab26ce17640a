import { expect, test } from 'vitest';

import { contrastMin, contrastOf, filledInDark, onItsTint, shadesOf } from './colours';

// Dark enough for white text, as the server asks of an accent: from black to the lightest.
const accents = [
  '#000000',
  '#00004d',
  '#0b5394',
  '#0000ff',
  '#767676',
  '#c2185b',
  '#a83e02',
  '#2b7a0b',
];

function mixed(one: string, other: string, share: number): string {
  const part = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return (
    '#' +
    [1, 3, 5]
      .map((at) => Math.round(part(one, at) * (1 - share) + part(other, at) * share))
      .map((value) => value.toString(16).padStart(2, '0'))
      .join('')
  );
}

test.each(accents)('texts in %s can be read, light and dark', (accent) => {
  expect(contrastOf(accent, '#ffffff')).toBeGreaterThanOrEqual(contrastMin);
  const shades = shadesOf(accent);
  expect(shades[7]).toBe(accent);
  // Links and light buttons of the dark theme, on pages, cards and their own tint.
  for (const shade of [shades[2], shades[4]]) {
    for (const below of ['#242424', '#2e2e2e', mixed('#2e2e2e', accent, 0.15)])
      expect(contrastOf(shade, below)).toBeGreaterThanOrEqual(4.4);
  }
  expect(contrastOf(onItsTint(accent), mixed('#ffffff', accent, 0.1))).toBeGreaterThanOrEqual(4.5);
  const filled = filledInDark(accent);
  expect(contrastOf('#ffffff', filled)).toBeGreaterThanOrEqual(contrastMin);
  expect(contrastOf(filled, '#242424')).toBeGreaterThanOrEqual(1.5);
});

test('darker shades are darker', () => {
  const [, , , , , , , accent, darker, darkest] = shadesOf('#0b5394');
  expect(contrastOf(darker, '#ffffff')).toBeGreaterThan(contrastOf(accent, '#ffffff'));
  expect(contrastOf(darkest, '#ffffff')).toBeGreaterThan(contrastOf(darker, '#ffffff'));
});
