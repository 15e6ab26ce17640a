// An answer that is no success, as RFC 9457 problem details say it.
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly body: Record<string, unknown> = {},
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail || title);
    this.name = 'Problem';
  }

  // A word of the answer for programs, "csrf" for one.
  get code(): string {
    return typeof this.body.code === 'string' ? this.body.code : '';
  }
}

export const isStatus = (error: unknown, status: number): boolean =>
  error instanceof Problem && error.status === status;

export async function problemOf(response: Response): Promise<Problem> {
  const body: Record<string, unknown> = await response.json().catch(() => ({}));
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
  const seconds = Number(response.headers.get('Retry-After'));
  return new Problem(
    response.status,
    text('title') || response.statusText,
    text('detail'),
    body,
    Number.isFinite(seconds) && seconds > 0 ? seconds : null,
  );
}
