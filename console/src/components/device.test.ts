import { describe, expect, it } from 'vitest';

import { clientName, deviceName, deviceOf } from './device';

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('the device of a user agent', () => {
  it.each([
    [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/126.0.0.0 Safari/537.36`, 'Chrome', 'Linux'],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/126.0 Safari/537.36 Edg/126.0`,
      'Edge',
      'Windows',
    ],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:127.0) Firefox/127.0', 'Firefox', 'macOS'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile Safari/604.1',
      'Safari',
      'iPhone',
    ],
    [
      `Mozilla/5.0 (Linux; Android 14) ${webkit} Chrome/126.0 Mobile Safari/537.36`,
      'Chrome',
      'Android',
    ],
    ['curl/8.5.0', 'curl', null],
    ['', null, null],
  ])('%s', (agent, browser, system) => expect(deviceOf(agent)).toEqual({ browser, system }));
});

describe('the name of a client', () => {
  it('is the device of a browser, and of others the product', () => {
    const chrome = `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/126.0.0.0 Safari/537.36`;
    expect(deviceName(chrome)).toBe('Chrome on Linux');
    expect(clientName(chrome)).toBe('Chrome on Linux');
    expect(deviceName('okta-scim-client/1.0 (prod)')).toBeNull();
    expect(clientName('okta-scim-client/1.0 (prod)')).toBe('okta-scim-client');
    expect(clientName('')).toBe('');
  });
});
