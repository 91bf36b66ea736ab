import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import * as z from 'zod';
import { faultSchema } from '../sandbox/faults.ts';
import { close, listen } from '../sandbox/loopback.ts';
import type { SandboxCore } from '../sandbox/sandbox-core.ts';
import type { LocalClock } from './clock.ts';
import type { DeliveryLog } from './deliveries/delivery-log.ts';
import type { InvocationResult } from './lambda/execution-environment.ts';
import type { LineLog } from './line-log.ts';

export interface ControlServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface Controlled {
  readonly deliveries: DeliveryLog;
  /** What the functions wrote. */
  readonly lines: LineLog;
  readonly clock: LocalClock;
  /** Null where another points API is called. */
  readonly sandbox: Pick<SandboxCore, 'faults' | 'setFaults'> | null;
  /** Fires the sweep, and waits for it. */
  readonly sweep: () => Promise<InvocationResult>;
  /** Fires reconciliation, and waits for it. */
  readonly reconcile: () => Promise<InvocationResult>;
}

type Answered = readonly [status: number, body: unknown];
type Ask = (asked: {
  readonly which: string | undefined;
  readonly query: URLSearchParams;
  readonly body: unknown;
}) => Answered | Promise<Answered>;

const move = z.strictObject({ byMs: z.int().positive() });
const faults = z.array(faultSchema);

/**
 * What commands ask a local platform, on a port of its own: whoever gets the platform's through a tunnel gets none of this.
 *
 *     GET  /deliveries?after=12   the deliveries that came after the one of this number; with &bodies=0, without headers and bodies
 *     GET  /deliveries/12         one of them; /deliveries/last
 *     GET  /lines?after=12        what the functions wrote since; with &request=…, in one invocation
 *     GET  /clock                 {"now":"…","aheadMs":0}
 *     POST /clock                 {"byMs":604800000}: moves it ahead
 *     GET  /faults                what calls of the sandbox meet
 *     PUT  /faults                [{"kind":"cut","when":"after","times":1}]: in place of all of them
 *     POST /sweep                 fires the sweep, and answers what came of it
 *     POST /reconcile             fires reconciliation, likewise
 */
export async function startControlServer(controlled: Controlled): Promise<ControlServer> {
  const table = asksOf(controlled);

  async function answer(request: IncomingMessage): Promise<Answered> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, subject = '', which] = pathname.split('/');
    if (!isFromHere(request)) return [403, { message: 'only commands of this machine' }];
    const ask = table[`${request.method} /${subject}`];
    if (ask === undefined) return [404, { message: 'no such thing' }];
    const body = request.method === 'GET' ? null : await json(request).catch(() => null);
    return await ask({ which, query: searchParams, body });
  }

  const server = createServer((request, response) => {
    answer(request).then(
      ([status, body]) => send(response, status, body),
      () => response.destroy(),
    );
  });
  const url = await listen(server, 0);
  return { url, close: () => close(server) };
}

function asksOf({ deliveries, lines, clock, sandbox, sweep, reconcile }: Controlled): Readonly<Record<string, Ask>> {
  const time = (): Answered => [200, { now: new Date(clock.now()).toISOString(), aheadMs: clock.aheadMs() }];
  const noSandbox: Answered = [404, { message: 'another points API than the sandbox is called' }];
  return {
    'GET /deliveries': ({ which, query }) => {
      if (which === undefined) {
        const after = deliveries.after(Number(query.get('after') ?? 0));
        return [
          200,
          query.get('bodies') === '0' ? after.map((one) => ({ ...one, headers: {}, bodyBase64: '' })) : after,
        ];
      }
      const one = deliveries.get(which === 'last' ? undefined : Number(which));
      return one === undefined ? [404, { message: 'no such delivery' }] : [200, one];
    },
    'GET /lines': ({ query }) => {
      const request = query.get('request');
      const after = lines.after(Number(query.get('after') ?? 0));
      return [200, request === null ? after : after.filter(({ requestId }) => requestId === request)];
    },
    'GET /clock': time,
    'POST /clock': ({ body }) => {
      const asked = move.safeParse(body);
      if (!asked.success) return [400, { message: 'say how far, such as {"byMs":604800000}' }];
      clock.moveBy(asked.data.byMs);
      return time();
    },
    'GET /faults': () => (sandbox === null ? noSandbox : [200, sandbox.faults()]),
    'PUT /faults': ({ body }) => {
      if (sandbox === null) return noSandbox;
      const asked = faults.safeParse(body);
      if (!asked.success) return [400, { message: 'say which, such as [{"kind":"cut","when":"after","times":1}]' }];
      sandbox.setFaults(asked.data);
      return [200, sandbox.faults()];
    },
    'POST /sweep': async () => [200, await sweep()],
    'POST /reconcile': async () => [200, await reconcile()],
  };
}

/** A page of the web that a browser shows has another origin, and may not use a name that leads here. */
function isFromHere({ headers }: IncomingMessage): boolean {
  return headers.origin === undefined && /^127\.0\.0\.1(?::\d+)?$/.test(headers.host ?? '');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
