import { describe, expect, it } from 'vitest';

import { bytes, isTight, rate, span } from './measures';

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

describe('a rate', () => {
  it('is never nothing where there is something', () => {
    expect(rate(0)).toBe('0');
    expect(rate(0.02)).toBe('less than 0.1');
    expect(rate(3.14)).toBe('3.1');
    expect(rate(1250.4)).toBe('1,250');
  });
});

describe('a disk', () => {
  it('is tight below a gigabyte, or a twentieth where it is small', () => {
    expect(isTight({ freeBytes: 2e9, totalBytes: 500e9 })).toBe(false);
    expect(isTight({ freeBytes: 0.9e9, totalBytes: 500e9 })).toBe(true);
    expect(isTight({ freeBytes: 0.9e9, totalBytes: 8e9 })).toBe(false);
    expect(isTight({ freeBytes: 0.3e9, totalBytes: 8e9 })).toBe(true);
  });
});
