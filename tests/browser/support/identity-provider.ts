import Provider from 'oidc-provider';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Account {
  // What Entra calls the object id.
  oid: string;
  userName: string;
}

const tenant = '3c0f8f4e-5d52-4b4f-a1d5-6e0c1f9a7b21';
export const client = { id: 'provost', secret: 'a-client-secret-of-the-test' };

interface Context {
  oidc: {
    provider: Provider;
    client: { clientId: string };
    session: { accountId: string };
  };
}

// A provider whose tokens look as those of Entra do: an issuer of one tenant, `oid` and `tid`.
export class IdentityProvider {
  private readonly accounts = new Map<string, Account>();

  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  static async start(redirectUri: string): Promise<IdentityProvider> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const path = `/${tenant}/v2.0`;
    const it = new IdentityProvider(`http://127.0.0.1:${port}${path}`, server);
    const answer = new Provider(it.issuer, it.configuration(redirectUri)).callback();
    server.on('request', (request: IncomingMessage & { originalUrl?: string }, response) => {
      // The provider stands below its issuer's path, as it does at Microsoft.
      request.originalUrl = request.url;
      request.url = request.url?.replace(path, '') || '/';
      answer(request, response);
    });
    return it;
  }

  know(account: Account): void {
    this.accounts.set(account.userName, account);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private configuration(redirectUri: string): Record<string, unknown> {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return {
      clients: [
        { client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] },
      ],
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig' }] },
      cookies: { keys: ['a key of the test'] },
      claims: { openid: ['sub', 'oid', 'tid', 'preferred_username'] },
      conformIdTokenClaims: false,
      findAccount: (_: unknown, id: string) => this.find(id),
      loadExistingGrant: grantEverything,
    };
  }

  private find(userName: string) {
    const account = this.accounts.get(userName);
    if (!account) return undefined;
    const { oid } = account;
    const claims = { sub: `sub-of-${oid}`, oid, tid: tenant, preferred_username: userName };
    return { accountId: userName, claims: () => claims };
  }
}

// The admin of the tenant has consented for everybody.
async function grantEverything({ oidc }: Context) {
  const of = { accountId: oidc.session.accountId, clientId: oidc.client.clientId };
  const grant = new oidc.provider.Grant(of);
  grant.addOIDCScope('openid profile email');
  await grant.save();
  return grant;
}
