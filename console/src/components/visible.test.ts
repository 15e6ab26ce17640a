import { expect, test } from 'vitest';

import { visible } from './visible';

test('what turns the text around shows', () => {
  expect(visible('withelpmaxe.x@\u202edesrever')).toBe('withelpmaxe.x@\\u{202E}desrever');
  expect(visible('\u2066a\u2069')).toBe('\\u{2066}a\\u{2069}');
});

test('what nobody sees shows', () => {
  expect(visible('ad\u200bmin')).toBe('ad\\u{200B}min');
  expect(visible('ad\u00admin')).toBe('ad\\u{00AD}min');
  expect(visible('a\nb\u2028c')).toBe('a\\u{000A}b\\u{2028}c');
  expect(visible('admin\u200d')).toBe('admin\\u{200D}');
  expect(visible('flag\u{e0067}')).toBe('flag\\u{E0067}');
});

test('what a script or an emoji needs stays', () => {
  expect(visible('می\u200cخواهم')).toBe('می\u200cخواهم');
  expect(visible('क्\u200dष')).toBe('क्\u200dष');
  expect(visible('👩\u200d💻')).toBe('👩\u200d💻');
  expect(visible('Zoë O’Brien')).toBe('Zoë O’Brien');
});

test('a joiner between Latin letters hides', () => {
  expect(visible('ad\u200dmin')).toBe('ad\\u{200D}min');
  expect(visible('ad\u200cmin')).toBe('ad\\u{200C}min');
});
