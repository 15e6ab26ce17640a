import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const binary =
  process.env.PROVOST_BINARY ??
  fileURLToPath(new URL('../../../build/release/provost', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

// The real binary with a data folder of its own, on a free port.
export class Provost {
  private constructor(
    readonly url: string,
    private readonly data: string,
    private readonly process: ChildProcess,
  ) {}

  static async start(options: string[] = []): Promise<Provost> {
    const data = await mkdtemp(path.join(tmpdir(), 'provost-browser-'));
    const listen = `127.0.0.1:${await freePort()}`;
    const args = ['serve', '--data', data, '--listen', listen, '--access-log', 'off', ...options];
    const server = spawn(binary, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const provost = new Provost(`http://${listen}`, data, server);
    await provost.untilReady();
    return provost;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      this.process.kill('SIGTERM');
      await once(this.process, 'exit');
    }
    await rm(this.data, { recursive: true, force: true });
  }

  // What a command prints on stdout; fails with its message when the command does.
  async cli(...args: string[]): Promise<string> {
    const { stdout } = await run(binary, [...args, '--data', this.data], {
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout.trim();
  }

  // A one-time link to this server, which the command cannot know the address of.
  operatorLink(): Promise<string> {
    return this.cli('operator', 'link', '--public-url', this.url);
  }

  // An organisation that takes requests, with its token.
  async organisation(id: string, name = id): Promise<Organisation> {
    await this.cli('org', 'create', id, '--name', name);
    await this.cli('scim', 'enable', id);
    const token = await this.cli('token', 'rotate', id);
    const organisation = { id, token, tenantUrl: `${this.url}/${id}/scim/v2` };
    await this.untilAnswers(organisation);
    return organisation;
  }

  // Plays an identity provider that brings people and groups.
  async simulate(
    organisation: Organisation,
    choice: { provider?: 'entra' | 'okta'; users: number; groups: number; more?: string[] },
  ): Promise<string> {
    const { stdout } = await run(binary, [
      'simulate',
      choice.provider ?? 'entra',
      ...['--url', organisation.tenantUrl, '--token', organisation.token],
      ...['--users', `${choice.users}`, '--groups', `${choice.groups}`],
      ...(choice.more ?? []),
    ]);
    return stdout;
  }

  // One SCIM request as an identity provider would send it.
  scim(organisation: Organisation, method: string, at: string, body?: unknown): Promise<Response> {
    return fetch(`${organisation.tenantUrl}${at}`, {
      method,
      headers: {
        Authorization: `Bearer ${organisation.token}`,
        'Content-Type': 'application/scim+json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  private async untilReady(): Promise<void> {
    await until(async () => {
      if (this.process.exitCode !== null) throw new Error('provost serve ended');
      const response = await fetch(`${this.url}/readyz`).catch(() => null);
      return response?.ok === true;
    });
  }

  // A running server sees what a command changed within a second.
  private async untilAnswers(organisation: Organisation): Promise<void> {
    await until(async () => (await this.scim(organisation, 'GET', '/Users?count=0')).ok);
  }
}

export interface Organisation {
  id: string;
  token: string;
  tenantUrl: string;
}

export async function until(holds: () => Promise<boolean>, seconds = 15): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${seconds} s`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
