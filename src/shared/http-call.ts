import * as http from 'node:http';
import * as https from 'node:https';

/** One HTTP request without its host. */
export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With its query; the base URL's own path stands before it. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body?: string;
}

export type HttpReply =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: http.IncomingHttpHeaders;
      readonly body: Uint8Array;
    }
  /** `network`: no connection, one that broke before the last byte, or a body that is too large. */
  | { readonly kind: 'unanswered'; readonly why: 'timeout' | 'network' };

export interface HttpLimits {
  /** From connecting to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
}

/** Sends one call, and resolves to its reply. Never rejects. */
export type SendCall = (call: HttpCall, signal: AbortSignal) => Promise<HttpReply>;

type Unanswered = Extract<HttpReply, { kind: 'unanswered' }>;

const maxIdleMs = 10_000;
const timedOut: Unanswered = { kind: 'unanswered', why: 'timeout' };
const broken: Unanswered = { kind: 'unanswered', why: 'network' };

/**
 * Calls to one base URL. Follows no redirect and does not retry.
 *
 * Built on `node:https`, because the first call of the built-in fetch costs tens of milliseconds of a cold start.
 */
export function openHttp(baseUrl: string, limits: HttpLimits): SendCall {
  const url = new URL(baseUrl);
  // A frozen container does not notice that the other side closed an idle socket, so that it is kept only briefly.
  const kept = { keepAlive: true, timeout: maxIdleMs };
  const { request, agent } =
    url.protocol === 'https:'
      ? { request: https.request, agent: new https.Agent(kept) }
      : { request: http.request, agent: new http.Agent(kept) };
  return (call, signal) => {
    if (signal.aborted) return Promise.resolve(timedOut);
    return new Promise((resolve) => {
      const outgoing = request({
        agent,
        protocol: url.protocol,
        hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: url.port,
        method: call.method,
        path: url.pathname.replace(/\/+$/, '') + call.path,
        headers: call.headers,
      });
      let ended = false;
      const end = (reply: HttpReply) => {
        if (ended) return;
        ended = true;
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        resolve(reply);
        if (reply.kind === 'unanswered') outgoing.destroy();
      };
      const giveUp = () => end(timedOut);
      const timer = setTimeout(giveUp, limits.timeoutMs);
      signal.addEventListener('abort', giveUp, { once: true });
      outgoing.on('error', () => end(broken));
      outgoing.on('close', () => end(broken));
      outgoing.on('response', (incoming) => receive(incoming, limits.maxBodyBytes, end));
      outgoing.end(call.body);
    });
  };
}

function receive(incoming: http.IncomingMessage, maxBodyBytes: number, end: (reply: HttpReply) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on('error', () => end(broken));
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBodyBytes) end(broken);
    else chunks.push(chunk);
  });
  incoming.on('end', () => {
    const { statusCode, headers } = incoming;
    end({ kind: 'answered', status: statusCode ?? 0, headers, body: Buffer.concat(chunks) });
  });
}
