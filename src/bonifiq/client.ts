import * as http from 'node:http';
import * as https from 'node:https';
import type { BonifiqCredentials, PointsChange } from '../ports/loyalty-api.ts';
import { isBaseUrl } from '../shared/base-url.ts';
import { type ApiRequest, balanceRequest, changeRequest, upsertRequest } from './requests.ts';
import { readRetryAfter } from './retry-after.ts';

/** The raw reply of one HTTP call. */
export type Reply =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterMs: number | null; readonly body: string }
  | { readonly kind: 'unanswered'; readonly why: 'timeout' | 'network' };

/** BonifiQ's calls. Never rejects. */
export interface BonifiqClient {
  change(change: PointsChange, credentials: BonifiqCredentials, signal: AbortSignal): Promise<Reply>;
  balance(customer: string, credentials: BonifiqCredentials, signal: AbortSignal): Promise<Reply>;
  createCustomer(customer: string, credentials: BonifiqCredentials, signal: AbortSignal): Promise<Reply>;
}

export interface BonifiqClientOptions {
  /** Such as `https://api.bonifiq.com.br`; a path is kept as prefix. */
  readonly baseUrl: string;
  /** From connecting to the last byte of the answer. */
  readonly attemptTimeoutMs: number;
  readonly now?: () => number;
}

interface Endpoint {
  readonly request: typeof http.request;
  readonly agent: http.Agent;
  readonly url: URL;
}

type Unanswered = Extract<Reply, { kind: 'unanswered' }>;

const maxBodyBytes = 1024 * 1024;
const maxIdleMs = 10_000;
const timedOut: Unanswered = { kind: 'unanswered', why: 'timeout' };
const broken: Unanswered = { kind: 'unanswered', why: 'network' };

/** Sends one call, and resolves to its reply. Never rejects. */
export type SendRequest = (request: ApiRequest, credentials: BonifiqCredentials, signal: AbortSignal) => Promise<Reply>;

/**
 * BonifiQ's private API over HTTP. Follows no redirect and does not retry: the caller repeats with the same key.
 * Throws only when `baseUrl` is neither HTTPS nor, on this machine, HTTP.
 *
 * Built on `node:https`, because the first call of the built-in fetch costs tens of milliseconds of a cold start.
 *
 * @see https://developers.bonifiq.com.br/api/private/customer/add-or-remove-points-from-a-customer
 */
export function createBonifiqClient(options: BonifiqClientOptions): BonifiqClient {
  const send = openBonifiq(options);
  return {
    change: (change, credentials, signal) => send(changeRequest(change), credentials, signal),
    balance: (customer, credentials, signal) => send(balanceRequest(customer), credentials, signal),
    createCustomer: (customer, credentials, signal) => send(upsertRequest(customer), credentials, signal),
  };
}

/** What `createBonifiqClient` is made of, for other calls. */
export function openBonifiq({ baseUrl, attemptTimeoutMs, now = Date.now }: BonifiqClientOptions): SendRequest {
  const endpoint = endpointOf(baseUrl);
  return (request, credentials, signal) => attempt(endpoint, request, credentials, { signal, attemptTimeoutMs, now });
}

function endpointOf(baseUrl: string): Endpoint {
  if (!isBaseUrl(baseUrl)) throw new TypeError('The base URL of the points API must begin with https://.');
  const url = new URL(baseUrl);
  // A frozen container does not notice that the other side closed an idle socket, so that it is kept only briefly.
  const kept = { keepAlive: true, timeout: maxIdleMs };
  return url.protocol === 'https:'
    ? { request: https.request, agent: new https.Agent(kept), url }
    : { request: http.request, agent: new http.Agent(kept), url };
}

interface Limits {
  readonly signal: AbortSignal;
  readonly attemptTimeoutMs: number;
  readonly now: () => number;
}

function attempt(
  { request, agent, url }: Endpoint,
  { method, path, body }: ApiRequest,
  { username, password }: BonifiqCredentials,
  { signal, attemptTimeoutMs, now }: Limits,
): Promise<Reply> {
  if (signal.aborted) return Promise.resolve(timedOut);
  return new Promise((resolve) => {
    const outgoing = request({
      agent,
      protocol: url.protocol,
      hostname: url.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: url.port,
      method,
      path: url.pathname.replace(/\/+$/, '') + path,
      headers: {
        Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        Accept: 'application/json',
        'Accept-Encoding': 'identity',
      },
    });
    let ended = false;
    const end = (reply: Reply) => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      resolve(reply);
      if (reply.kind === 'unanswered') outgoing.destroy();
    };
    const giveUp = () => end(timedOut);
    const timer = setTimeout(giveUp, attemptTimeoutMs);
    signal.addEventListener('abort', giveUp, { once: true });
    outgoing.on('error', () => end(broken));
    outgoing.on('close', () => end(broken));
    outgoing.on('response', (incoming) => receive(incoming, now, end));
    outgoing.end(body);
  });
}

function receive(incoming: http.IncomingMessage, now: () => number, end: (reply: Reply) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on('error', () => end(broken));
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBodyBytes) end(broken);
    else chunks.push(chunk);
  });
  incoming.on('end', () =>
    end({
      kind: 'answered',
      status: incoming.statusCode ?? 0,
      retryAfterMs: readRetryAfter(incoming.headers['retry-after'], now()),
      body: new TextDecoder().decode(Buffer.concat(chunks)),
    }),
  );
}
