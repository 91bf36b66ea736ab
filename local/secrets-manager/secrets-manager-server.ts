import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { close, listen } from '../../sandbox/loopback.ts';
import { parseJson } from '../../src/shared/parse-json.ts';
import { operate } from './operations.ts';
import { createSecretBook, ServiceError } from './secret-book.ts';

/** What the next requests meet instead of an answer. */
export type SecretsManagerFault =
  | { readonly kind: 'error'; readonly status: number; readonly name: string }
  | { readonly kind: 'hang' };

export interface LocalSecretsManager {
  /** For `AWS_ENDPOINT_URL_SECRETS_MANAGER`. */
  readonly url: string;
  /** How often each operation was asked for, as `<operation> <secret>`. */
  readonly asked: ReadonlyMap<string, number>;
  /** The next `times` requests fail; without `times`, all until `heal`. */
  fail(fault: SecretsManagerFault, times?: number): void;
  heal(): void;
  /** Requests left hanging whose caller still waits. */
  hanging(): number;
  close(): Promise<void>;
}

export interface SecretsManagerOptions {
  /** Name → text of the secrets that exist from the start. */
  readonly secrets?: Readonly<Record<string, string>>;
}

/**
 * A small Secrets Manager that speaks the service's own protocol (AWS JSON 1.1), so that the AWS SDK is used as in production.
 * In memory, on 127.0.0.1 only; it checks no signature.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export async function startSecretsManager({ secrets = {} }: SecretsManagerOptions = {}): Promise<LocalSecretsManager> {
  const book = createSecretBook(Date.now);
  for (const [name, value] of Object.entries(secrets)) book.create(name, value);
  const hanging = new Set<ServerResponse>();
  const asked = new Map<string, number>();
  let fault: { readonly is: SecretsManagerFault; left: number } | null = null;

  function nextFault(): SecretsManagerFault | null {
    if (fault === null || fault.left <= 0) return null;
    fault.left -= 1;
    return fault.is;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const input = parseJson(await text(request));
    const target = header(request, 'x-amz-target');
    const subject = `${target?.replace('secretsmanager.', '')} ${nameIn(input)}`;
    asked.set(subject, (asked.get(subject) ?? 0) + 1);
    const met = nextFault();
    if (met?.kind === 'hang') {
      hanging.add(response);
      response.on('close', () => hanging.delete(response));
      return;
    }
    try {
      if (met?.kind === 'error') return send(response, met.status, { __type: met.name, Message: 'Made to fail.' });
      send(response, 200, operate(target, input, book));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      send(response, 400, { __type: error.name, Message: error.message });
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const url = await listen(server, 0);
  return {
    url,
    asked,
    fail: (is, times = Number.POSITIVE_INFINITY) => {
      fault = { is, left: times };
    },
    heal: () => {
      fault = null;
    },
    hanging: () => hanging.size,
    close: () => close(server),
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1', 'x-amzn-RequestId': randomUUID() });
  response.end(JSON.stringify(body));
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function nameIn(input: unknown): string {
  if (typeof input !== 'object' || input === null) return '';
  const name = 'SecretId' in input ? input.SecretId : 'Name' in input ? input.Name : '';
  return typeof name === 'string' ? name : '';
}
