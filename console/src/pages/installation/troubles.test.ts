import { describe, expect, it } from 'vitest';

import { troublesOf } from './troubles';

type System = Parameters<typeof troublesOf>[0];

const now = Date.parse('2026-12-01T00:00:00Z');
const inDays = (days: number) => new Date(now + days * 86_400_000).toISOString();
const mail = { from: 'it@vendor.example', working: true, waiting: 0 };
const well = {
  disk: { freeBytes: 50e9, totalBytes: 100e9 },
  certificate: { expires: inDays(31) },
  mail,
  log: { problem: null, setAside: null, lost: 0 },
} as unknown as System;

const told = (wrong: object) => troublesOf({ ...well, ...wrong }, now);

describe('troubles of a server', () => {
  it('are none when all is well, or where there is nothing to look at', () => {
    expect(told({})).toEqual([]);
    expect(told({ disk: null, certificate: null, mail: null })).toEqual([]);
  });

  it.each([
    ['a full disk', { disk: { freeBytes: 4e8, totalBytes: 100e9 } }, /400 MB/],
    ['a certificate that ends soon', { certificate: { expires: inDays(6.5) } }, /in 7 days/],
    ['one that ends tomorrow', { certificate: { expires: inDays(0.5) } }, /within a day/],
    ['one that has ended', { certificate: { expires: inDays(-1) } }, /has expired/],
    ['mail that fails', { mail: { ...mail, working: false, waiting: 3 } }, /3 mails wait/],
    ['a log that cannot be written', { log: { problem: 'disk full', lost: 0 } }, /disk full/],
    ['a log that was damaged', { log: { setAside: 'log.db.1', lost: 0 } }, /log\.db\.1/],
    ['entries that are lost', { log: { lost: 1200 } }, /1,200 entries/],
  ])('tell of %s', (_, wrong, words) => {
    expect(told(wrong)).toEqual([expect.stringMatching(words)]);
  });

  it('are all told', () => {
    const wrong = { certificate: { expires: inDays(-1) }, mail: { ...mail, working: false } };
    expect(told(wrong)).toHaveLength(2);
  });
});
