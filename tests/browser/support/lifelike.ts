import type { Organisation, Provost } from './provost';

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

// An organisation that looks used: people and groups of Entra, mappings, and what goes wrong in
// everyday life, so that the log has failures and there is something to find.
export async function makeLifelike(
  provost: Provost,
  id: string,
  size = { users: 240, groups: 14 },
): Promise<Organisation> {
  const organisation = await provost.organisation(id, 'Acme Inc.');
  await provost.simulate(organisation, size);
  const groups = await groupIds(provost, organisation);
  const targets = [
    ['admin', 'human'],
    ['user', 'human'],
    ['user', 'human'],
    ['user', 'service'],
  ] as const;
  for (const [at, [role, type]] of targets.entries()) {
    const group = groups[at];
    if (group === undefined) throw new Error(`${id} has no group ${at}`);
    await provost.cli('group', 'map', id, group, '--role', role, '--type', type);
  }
  await goWrong(provost, organisation, groups[4] ?? '');
  return organisation;
}

// Ids of groups, those with most members first.
async function groupIds(provost: Provost, organisation: Organisation): Promise<string[]> {
  const answer = await provost.scim(organisation, 'GET', '/Groups?count=100');
  const { Resources } = (await answer.json()) as {
    Resources: { id: string; members?: unknown[] }[];
  };
  const size = (group: { members?: unknown[] }) => group.members?.length ?? 0;
  return Resources.sort((a, b) => size(b) - size(a)).map((group) => group.id);
}

async function goWrong(provost: Provost, organisation: Organisation, group: string): Promise<void> {
  const create = (values: object) =>
    provost.scim(organisation, 'POST', '/Users', {
      schemas: [userSchema],
      active: true,
      ...values,
    });
  await create({ userName: 'maria.keller', externalId: 'maria.keller' });
  await create({ userName: 'maria.keller@acme.example', externalId: 'maria.keller' });
  await create({ userName: 'Maria.Keller@acme.example', externalId: 'maria.keller' });
  await create({ userName: 'm.keller@acme.example', externalId: 'maria.keller', displayName: 'M' });
  await provost.scim(organisation, 'PATCH', `/Groups/${group}`, {
    schemas: [patchSchema],
    Operations: [
      { op: 'add', path: 'members', value: [{ value: '018f4e3c-1111-7000-8000-000000000000' }] },
    ],
  });
  const refused = { ...organisation, token: 'pvt_expired' };
  await provost.scim(refused, 'GET', '/Users?count=1');
}
