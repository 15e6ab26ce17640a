import { describe, expect, test } from 'vitest';

import { anyTime, isPreset, nameOf, presetsAt } from './periods';

// A Monday.
const now = new Date(2026, 10, 30, 9, 30);
const at = (date: number, hour = 0, minute = 0) =>
  new Date(2026, 10, date, hour, minute).toISOString();
const preset = (label: string) => {
  const found = presetsAt(now).find((one) => one.label === label);
  if (!found) throw new Error(`no ${label}`);
  return found;
};

describe('what people ask for in words', () => {
  test('each day of the week that is over has its name, once', () => {
    const labels = presetsAt(now).map(({ label }) => label);
    expect(labels).toEqual([
      'Last hour',
      'Today',
      'Yesterday',
      'Last Saturday',
      'Last Friday',
      'Last Thursday',
      'Last Wednesday',
      'Last Tuesday',
      'Last Monday',
      'Last 7 days',
    ]);
  });

  test('a day ends where the next begins, and today does not end', () => {
    expect(preset('Last Tuesday')).toMatchObject({ since: at(24), until: at(25) });
    expect(preset('Yesterday')).toMatchObject({ since: at(29), until: at(30) });
    expect(preset('Today')).toMatchObject({ since: at(30), until: '' });
  });
});

describe('what a period is called', () => {
  test.each([
    [anyTime, 'Any time'],
    [{ since: 'nonsense', until: '' }, 'Any time'],
    [{ since: at(24), until: at(25) }, 'Last Tuesday'],
    [{ since: at(30, 8, 30), until: '' }, 'Last hour'],
    [{ since: at(30, 7), until: at(30, 8) }, '30 Nov, 07:00 – 08:00'],
    [{ since: at(29, 22), until: at(30, 8) }, '29 Nov, 22:00 – 30 Nov, 08:00'],
    [{ since: at(30, 7), until: '' }, 'Since 30 Nov, 07:00'],
    [{ since: '', until: at(30, 8) }, 'Until 30 Nov, 08:00'],
  ])('%j', (period, name) => expect(nameOf(period, now)).toBe(name));

  test('the last hour is still called so some seconds later, and not an hour later', () => {
    const lastHour = preset('Last hour');
    const later = (ms: number) => presetsAt(new Date(now.getTime() + ms));
    expect(later(20_000).some((one) => isPreset(one, lastHour))).toBe(true);
    expect(nameOf(lastHour, new Date(now.getTime() + 3_600_000))).toBe('Since 30 Nov, 08:30');
  });
});
