/** One request, free of HTTP: header names are in lower case. */
export interface SandboxRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface SandboxAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the caller meets, in order: any number of delays, then one of the others. */
export type Effect =
  | { readonly kind: 'delay'; readonly ms: number }
  | ({ readonly kind: 'answer' } & SandboxAnswer)
  /** The connection breaks without an answer. */
  | { readonly kind: 'cut' }
  /** The connection stays open without an answer. */
  | { readonly kind: 'hang' };

export type Operation = 'change' | 'upsert' | 'read';

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): SandboxAnswer {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}
