import createClient, { type Middleware } from 'openapi-fetch';

import { problemOf } from './problem';
import type { paths } from './schema';

let csrfToken = '';

// Each session has a token of its own that every change has to carry.
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

const isSafe = (method: string) => method === 'GET' || method === 'HEAD';

const session: Middleware = {
  onRequest({ request }) {
    if (csrfToken && !isSafe(request.method)) request.headers.set('X-CSRF-Token', csrfToken);
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response);
    return response;
  },
};

// The administration interface, in the types of its own OpenAPI description. An answer that is no
// success is thrown as a Problem; a server that cannot be reached as fetch's TypeError.
export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin' });
api.use(session);

// The answer's body, for calls whose success has one.
export async function body<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  if (data === undefined) throw new Error('the answer has no body');
  return data;
}
