import { describe, expect, it } from 'vitest';

import { linesOf, titleOf } from './log-words';
import type { LogEntry } from '~/api/log';

const entry = (more: Partial<LogEntry>): LogEntry => ({
  id: '01a22b65-0000-7000-8000-000000000000',
  kind: 'request',
  time: '2026-11-24T06:02:00.000Z',
  lastTime: '2026-11-24T06:02:00.000Z',
  count: 1,
  summary: null,
  method: 'GET',
  target: '/acme/scim/v2/Users',
  operation: null,
  status: 200,
  durationMs: 1,
  clientAddress: null,
  userAgent: null,
  tokenId: null,
  tokenName: null,
  tokenPrefix: null,
  requestId: null,
  subject: null,
  cause: null,
  detail: null,
  remarks: [],
  journal: null,
  ...more,
});

const about = (name: string) => ({ type: 'User', id: null, name });
const cause = (id: string) => ({ id, means: 'It is wrong.', fix: 'Put it right.' });

describe('the title of a request', () => {
  it('is what it changed, when something did', () => {
    const summary = 'Added ada@acme.example to the group Admins';
    expect(titleOf(entry({ method: 'PATCH', summary }))).toBe(summary);
  });

  it('names the person, and says whether it worked', () => {
    const subject = about('ada');
    const of = (method: string, status: number) => titleOf(entry({ method, status, subject }));
    expect(of('POST', 201)).toBe('Created ada');
    expect(of('POST', 400)).toBe('Could not create ada');
    expect(of('PATCH', 200)).toBe('Updated ada');
    expect(of('DELETE', 404)).toBe('Could not delete ada');
  });

  it('names the kind where there is no name', () => {
    const at = (path: string, method = 'GET') =>
      titleOf(entry({ method, target: `/acme/scim/v2${path}` }));
    expect(at('/Users?filter=x')).toBe('Looked up users');
    expect(at('/Groups/01a22b65-0000-7000-8000-000000000000')).toBe('Looked up a group');
    expect(at('/Users/.search', 'POST')).toBe('Looked up users');
    expect(at('/.search', 'POST')).toBe('Looked up users and groups');
    expect(at('/ServiceProviderConfig')).toBe('Looked up what the service supports');
  });

  it('is the address of what has no kind', () => {
    const status = 404;
    expect(titleOf(entry({ target: '/acme/scim/v2/nowhere', status }))).toBe('GET /nowhere');
  });
});

describe('requests that fail alike', () => {
  const failed = (name: string, id: string, status = 400) =>
    entry({ method: 'POST', status, subject: about(name), cause: cause(id) });

  it('are one line when one follows the other', () => {
    const lines = linesOf([
      failed('c', 'value.refused'),
      failed('b', 'value.refused'),
      failed('a', 'user_name.taken', 409),
      entry({}),
      failed('z', 'value.refused'),
    ]);
    expect(lines.map(({ entry: { subject }, alike }) => [subject?.name, alike.length])).toEqual([
      ['c', 1],
      ['a', 0],
      [undefined, 0],
      ['z', 0],
    ]);
  });

  it('stand alone when they succeed', () => {
    expect(linesOf([entry({}), entry({})])).toHaveLength(2);
  });
});
