import type { StoreApiFault } from '../../ports/store-api.ts';
import type { HttpReply } from '../../shared/http-call.ts';
import { parseLosslessJson } from '../../shared/lossless-json.ts';
import { readRetryAfter } from '../../shared/retry-after.ts';
import { isObject, type PayloadFields } from '../payload-fields.ts';
import { failed, refused, serverNowMs, unsupported } from '../store-api-fault.ts';

/** What Shopify took for a query from the bucket that the app has at the shop. */
export interface QueryCost {
  readonly requested: number;
  readonly available: number;
  /** Points that come back each second. */
  readonly restoreRate: number;
}

export interface AdminData {
  readonly kind: 'data';
  /** Numbers are text. */
  readonly data: PayloadFields;
  readonly cost: QueryCost | null;
  /** What the shop's server says is the time; `null` where it says nothing. */
  readonly serverNowMs: number | null;
}

/** It asks for a pause, after which the same query is answered. */
export interface Throttled {
  readonly kind: 'throttled';
  readonly pauseMs: number;
}

/** Shopify's codes are of capital letters; those of a query that its schema does not know, of small ones. */
const CODE = /^[A-Za-z_]{1,60}$/;
const SECOND_MS = 1_000;
/** A query that no plan allows, whatever the bucket holds: it has to ask for less. */
export const TOO_DEAR = 'MAX_COST_EXCEEDED';

/**
 * Reads the answer to a query. Errors come with status 200, and with part of the data: none of it is used, as a field that may not be read
 * would look like one that is empty.
 * @see https://shopify.dev/docs/api/usage/response-codes
 */
export function readAdminReply(reply: HttpReply, nowMs: number): AdminData | Throttled | StoreApiFault {
  if (reply.kind === 'unanswered') return unanswered(reply.why);
  const { status, headers, body } = reply;
  if (status !== 200) return faultOfStatus(status, readRetryAfter(headers['retry-after'], nowMs));
  const parsed = parseLosslessJson(body);
  if (!parsed.ok || !isObject(parsed.value)) return failed('the answer is no JSON of the Admin API');
  const { data, errors, extensions } = parsed.value;
  const cost = costIn(extensions);
  if (Array.isArray(errors) && errors.length > 0) return faultOfErrors(errors, cost);
  if (errors !== undefined || !isObject(data)) return failed('the answer is no data of the Admin API');
  return { kind: 'data', data, cost, serverNowMs: serverNowMs(headers) };
}

export function unanswered(why: 'timeout' | 'network'): StoreApiFault {
  return failed(why === 'timeout' ? 'Shopify does not answer in time' : 'the connection to Shopify broke');
}

/** 423: the shop is locked. 430: Shopify takes the caller for an attacker, as after many calls that fail. */
export function faultOfStatus(status: number, retryAfterMs: number | null): StoreApiFault {
  if (status >= 300 && status < 400)
    return unsupported(
      `${status}: the shop has another address; its myshopify.com domain has to be the first shopDomain`,
    );
  switch (status) {
    case 401:
      return refused('401: Shopify refuses the credentials; the app was uninstalled, or they were renewed');
    case 403:
      return refused('403: the app may not read orders, or a firewall keeps Ponte out');
    case 402:
    case 423:
      return refused(`${status}: the shop is closed, or its plan is not paid`);
    case 404:
      return unsupported('404: no shop has the first shopDomain');
    case 429:
    case 430:
    case 503:
      return { kind: 'busy', because: `${status}: Shopify asks to come back later`, retryAfterMs };
    default:
      return status >= 500 || status === 408
        ? failed(`${status}: Shopify fails`)
        : unsupported(`${status}: Shopify does not take the request`);
  }
}

function faultOfErrors(errors: readonly unknown[], cost: QueryCost | null): Throttled | StoreApiFault {
  const codes = errors.map(codeOf);
  if (codes.includes('THROTTLED')) return { kind: 'throttled', pauseMs: pauseFor(cost) };
  const [code = ''] = codes.filter((one) => one !== '');
  switch (code) {
    case 'ACCESS_DENIED':
      return refused(`${code}: the app lacks a scope; read_orders is needed, and read_customers for customers`);
    case TOO_DEAR:
      return failed(`${code}: the query is too dear`);
    case 'INTERNAL_SERVER_ERROR':
    case 'TIMEOUT':
      return failed(`${code}: Shopify fails`);
    case 'SHOP_INACTIVE':
      return refused(`${code}: the shop is closed`);
    default:
      return code === '' ? failed('Shopify answers an error') : unsupported(`${code}: Shopify does not take the query`);
  }
}

function codeOf(error: unknown): string {
  const { extensions } = isObject(error) ? error : {};
  const code = isObject(extensions) ? extensions.code : undefined;
  return typeof code === 'string' && CODE.test(code) ? code : '';
}

/** Until the bucket holds what the query asks for: its worst case has to fit in before any of it is done. */
function pauseFor(cost: QueryCost | null): number {
  if (cost === null) return SECOND_MS;
  return Math.max(SECOND_MS, Math.ceil(((cost.requested - cost.available) / cost.restoreRate) * SECOND_MS));
}

/** @see https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits */
function costIn(extensions: unknown): QueryCost | null {
  const cost = isObject(extensions) && isObject(extensions.cost) ? extensions.cost : {};
  const { currentlyAvailable, restoreRate } = isObject(cost.throttleStatus) ? cost.throttleStatus : {};
  const read = {
    requested: Number(cost.requestedQueryCost),
    available: Number(currentlyAvailable),
    restoreRate: Number(restoreRate),
  };
  return Object.values(read).every(Number.isFinite) && read.restoreRate > 0 ? read : null;
}
