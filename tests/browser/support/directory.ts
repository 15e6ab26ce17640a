import type { Organisation, Provost } from './provost';

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const bulkSchema = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

interface Person {
  userName: string;
  active?: boolean;
  externalId?: string;
}

interface Operation {
  method: 'POST';
  path: '/Users' | '/Groups';
  bulkId: string;
  data: object;
}

export type TargetWords = ['user' | 'admin', 'human' | 'service'];

// What an identity provider does to one organisation, said briefly.
export class Directory {
  constructor(
    private readonly provost: Provost,
    private readonly organisation: Organisation,
  ) {}

  addPerson(person: Person): Promise<string> {
    return this.create('/Users', userOf(person));
  }

  addGroup(displayName: string, people: string[]): Promise<string> {
    return this.create('/Groups', groupOf(displayName, people));
  }

  addMember(group: string, id: string): Promise<unknown> {
    return this.patchMembers(group, { op: 'add', path: 'members', value: [{ value: id }] });
  }

  removeMember(group: string, id: string): Promise<unknown> {
    return this.patchMembers(group, { op: 'remove', path: `members[value eq "${id}"]` });
  }

  async map(group: string, [role, type]: TargetWords): Promise<void> {
    await this.provost.cli(
      'group',
      'map',
      this.organisation.id,
      group,
      '--role',
      role,
      '--type',
      type,
    );
  }

  // Many at once; their ids in the order in which they were given.
  addPeople(people: Person[]): Promise<string[]> {
    return this.addMany('/Users', people.map(userOf));
  }

  addGroups(groups: { displayName: string; people: string[] }[]): Promise<string[]> {
    const data = groups.map((group) => groupOf(group.displayName, group.people));
    return this.addMany('/Groups', data);
  }

  private async addMany(at: '/Users' | '/Groups', data: object[]): Promise<string[]> {
    const batches = batchesOf(data);
    const made = new Map<object[], string[]>();
    const left = [...batches];
    const work = async () => {
      for (let batch = left.shift(); batch; batch = left.shift())
        made.set(batch, await this.bulk(at, batch));
    };
    await Promise.all([work(), work(), work()]);
    return batches.flatMap((batch) => made.get(batch) ?? []);
  }

  private async bulk(at: '/Users' | '/Groups', data: object[]): Promise<string[]> {
    const Operations: Operation[] = data.map((one, index) => ({
      method: 'POST',
      path: at,
      bulkId: `${index}`,
      data: one,
    }));
    const answer = (await this.send('POST', '/Bulk', { schemas: [bulkSchema], Operations })) as {
      Operations: { location: string; status: string }[];
    };
    return answer.Operations.map(({ location, status }) => {
      if (status !== '201') throw new Error(`bulk: ${status}`);
      return location.split('/').pop() ?? '';
    });
  }

  private async create(at: string, data: object): Promise<string> {
    const { id } = (await this.send('POST', at, data)) as { id: string };
    return id;
  }

  private patchMembers(group: string, operation: object): Promise<unknown> {
    const body = { schemas: [patchSchema], Operations: [operation] };
    return this.send('PATCH', `/Groups/${group}`, body);
  }

  private async send(method: string, at: string, body: object): Promise<unknown> {
    const response = await this.provost.scim(this.organisation, method, at, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${at}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}

// Well below what one Bulk request may have and say.
const operationsMax = 1_000;
const bytesMax = 1_000_000;

function batchesOf(data: object[]): object[][] {
  const batches: object[][] = [];
  let bytes = bytesMax;
  for (const one of data) {
    const size = JSON.stringify(one).length;
    const last = batches.at(-1);
    if (last && last.length < operationsMax && bytes + size <= bytesMax) {
      last.push(one);
      bytes += size;
    } else {
      batches.push([one]);
      bytes = size;
    }
  }
  return batches;
}

const userOf = ({ active = true, ...person }: Person) => ({
  schemas: [userSchema],
  active,
  ...person,
});

const groupOf = (displayName: string, people: string[]) => ({
  schemas: [groupSchema],
  displayName,
  members: people.map((value) => ({ value })),
});
