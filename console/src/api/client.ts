import createClient, { type Middleware } from 'openapi-fetch';

import { problemOf, type Problem } from './problem';
import type { paths } from './schema';

let csrfToken = '';

// Each session has a token of its own that every change has to carry.
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

let tellRefused: (problem: Problem) => void = () => undefined;

// Calls back when a call is answered with 401 because of the session, or with 403.
export function whenRefused(listener: (problem: Problem) => void): void {
  tellRefused = listener;
}

// A password or a code that is wrong is answered with 401 too, and says nothing about the session.
const wrongSecret = ['invalid_credentials', 'code_required'];

// The session's own refusal is for whoever asks for it.
function isAboutSession({ url }: Request, { status, code }: Problem): boolean {
  if (status === 403) return new URL(url).pathname !== '/api/v1/session';
  return status === 401 && !wrongSecret.includes(code);
}

const isSafe = (method: string) => method === 'GET' || method === 'HEAD';

const session: Middleware = {
  onRequest({ request }) {
    if (csrfToken && !isSafe(request.method)) request.headers.set('X-CSRF-Token', csrfToken);
    return request;
  },
  async onResponse({ request, response }) {
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (isAboutSession(request, problem)) tellRefused(problem);
    throw problem;
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
