import type { Provost } from './provost';

// Opens a session for a member as an operator may, and says its secret.
export async function openSession(provost: Provost, org: string, member: string): Promise<string> {
  const key = await provost.cli('operator', 'key', 'tests');
  const response = await fetch(`${provost.url}/api/v1/orgs/${org}/members/${member}/sessions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: '{}',
  });
  if (!response.ok) throw new Error(`no session: ${await response.text()}`);
  return ((await response.json()) as { secret: string }).secret;
}
