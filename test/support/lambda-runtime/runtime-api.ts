import { randomUUID } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { close, listen } from '../../../sandbox/loopback.ts';

/** What the runtime of one execution environment tells. */
export type RuntimeNews =
  /** It asks for the first or next event. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'initFailed'; readonly because: string }
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly because: string };

export interface RuntimeApi {
  /** Host and port, as `AWS_LAMBDA_RUNTIME_API` names them. */
  readonly address: string;
  /** Gives an event to a runtime that is ready. */
  give(invocation: { readonly event: unknown; readonly arn: string; readonly endsAtMs: number }): void;
  close(): Promise<void>;
}

const PREFIX = '/2018-06-01/runtime';
const runtimeError = z.object({ errorType: z.string(), errorMessage: z.string() });

/**
 * The HTTP interface through which Lambda hands events to the runtime of one execution environment and takes answers.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function startRuntimeApi(take: (news: RuntimeNews) => void): Promise<RuntimeApi> {
  let asking: ServerResponse | null = null;
  const server = createServer(async (request, response) => {
    const path = request.url?.replace(PREFIX, '');
    if (request.method === 'GET' && path === '/invocation/next') {
      asking = response;
      take({ kind: 'ready' });
      return;
    }
    const body = await text(request);
    response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}');
    if (path === '/init/error') take({ kind: 'initFailed', because: errorIn(body) });
    else if (path?.endsWith('/response')) take({ kind: 'returned', value: body === '' ? null : JSON.parse(body) });
    else if (path?.endsWith('/error')) take({ kind: 'failed', because: errorIn(body) });
  });
  const url = await listen(server, 0);
  return {
    address: new URL(url).host,
    give({ event, arn, endsAtMs }) {
      asking?.writeHead(200, {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': randomUUID(),
        'lambda-runtime-deadline-ms': String(endsAtMs),
        'lambda-runtime-invoked-function-arn': arn,
        'lambda-runtime-trace-id': `Root=1-${'0'.repeat(8)}-${'0'.repeat(24)};Sampled=0`,
      });
      asking?.end(JSON.stringify(event));
      asking = null;
    },
    close: () => close(server),
  };
}

function errorIn(body: string): string {
  const { errorType, errorMessage } = runtimeError.parse(JSON.parse(body));
  return `${errorType}: ${errorMessage}`;
}
