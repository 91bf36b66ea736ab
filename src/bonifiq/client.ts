import type { BonifiqCredentials, PointsChange } from '../ports/loyalty-api.ts';
import { isBaseUrl } from '../shared/base-url.ts';
import { openHttp } from '../shared/http-call.ts';
import { readRetryAfter } from '../shared/retry-after.ts';
import { type ApiRequest, balanceRequest, changeRequest, upsertRequest } from './requests.ts';

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

const maxBodyBytes = 1024 * 1024;

/** Sends one call, and resolves to its reply. Never rejects. */
export type SendRequest = (request: ApiRequest, credentials: BonifiqCredentials, signal: AbortSignal) => Promise<Reply>;

/**
 * BonifiQ's private API over HTTP. Follows no redirect and does not retry: the caller repeats with the same key.
 * Throws only when `baseUrl` is neither HTTPS nor, on this machine, HTTP.
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
  if (!isBaseUrl(baseUrl)) throw new TypeError('The base URL of the points API must begin with https://.');
  const send = openHttp(baseUrl, { timeoutMs: attemptTimeoutMs, maxBodyBytes });
  return async ({ method, path, body }, { username, password }, signal) => {
    const headers = {
      Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      Accept: 'application/json',
      'Accept-Encoding': 'identity',
    };
    const reply = await send({ method, path, headers, body }, signal);
    if (reply.kind === 'unanswered') return reply;
    return {
      kind: 'answered',
      status: reply.status,
      retryAfterMs: readRetryAfter(reply.headers['retry-after'], now()),
      body: new TextDecoder().decode(reply.body),
    };
  };
}
