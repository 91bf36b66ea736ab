import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import * as z from 'zod';
import { close, listen } from '../sandbox/loopback.ts';
import type { LocalClock } from './clock.ts';
import type { DeliveryLog } from './deliveries/delivery-log.ts';

export interface ControlServer {
  readonly url: string;
  close(): Promise<void>;
}

const move = z.strictObject({ byMs: z.int().positive() });

/**
 * What commands ask a local platform, on a port of its own: whoever gets the platform's through a tunnel gets none of this.
 *
 *     GET  /deliveries?after=12   the deliveries that came after the one of this number
 *     GET  /deliveries/12         one of them; /deliveries/last
 *     GET  /clock                 {"now":"…","aheadMs":0}
 *     POST /clock                 {"byMs":604800000}: moves it ahead
 */
export async function startControlServer({
  deliveries,
  clock,
}: {
  readonly deliveries: DeliveryLog;
  readonly clock: LocalClock;
}): Promise<ControlServer> {
  async function answer(request: IncomingMessage): Promise<readonly [status: number, body: unknown]> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, subject, which] = pathname.split('/');
    if (!isFromHere(request)) return [403, { message: 'only commands of this machine' }];
    if (subject === 'deliveries' && request.method === 'GET') {
      if (which === undefined) return [200, deliveries.after(Number(searchParams.get('after') ?? 0))];
      const one = deliveries.get(which === 'last' ? undefined : Number(which));
      return one === undefined ? [404, { message: 'no such delivery' }] : [200, one];
    }
    if (subject === 'clock' && request.method === 'POST') {
      const asked = move.safeParse(await json(request).catch(() => null));
      if (!asked.success) return [400, { message: 'say how far, such as {"byMs":604800000}' }];
      clock.moveBy(asked.data.byMs);
    }
    if (subject === 'clock') return [200, { now: new Date(clock.now()).toISOString(), aheadMs: clock.aheadMs() }];
    return [404, { message: 'no such thing' }];
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

/** A page of the web that a browser shows has another origin, and may not use a name that leads here. */
function isFromHere({ headers }: IncomingMessage): boolean {
  return headers.origin === undefined && /^127\.0\.0\.1(?::\d+)?$/.test(headers.host ?? '');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
