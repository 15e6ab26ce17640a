import { describe, expect, it } from 'vitest';

import { bytes, span } from './measures';

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [4_096, '4.1 kB'],
    [412_345_678, '412 MB'],
    [2_500_000_000_000_000, '2500 TB'],
  ])('%d are %s', (count, text) => expect(bytes(count)).toBe(text));
});

describe('a span', () => {
  it.each([
    [0, '0 seconds'],
    [61, '1 minute 1 second'],
    [86_400 * 3 + 7_250, '3 days 2 hours'],
    [86_405, '1 day'],
  ])('of %d seconds is %s', (seconds, text) => expect(span(seconds)).toBe(text));
});
