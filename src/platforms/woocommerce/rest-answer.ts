import type { IncomingHttpHeaders } from 'node:http';
import type { StoreApiFault } from '../../ports/store-api.ts';
import type { HttpReply } from '../../shared/http-call.ts';
import { parseLosslessJson } from '../../shared/lossless-json.ts';
import { readRetryAfter } from '../../shared/retry-after.ts';
import { isObject } from '../payload-fields.ts';
import { failed, unsupported } from '../store-api-fault.ts';

/** JSON that the REST API answered. Its numbers are text. */
export interface RestAnswer {
  readonly kind: 'answered';
  readonly value: unknown;
  readonly headers: IncomingHttpHeaders;
}

/** What was asked for, in the words of a fault. */
export interface Asked {
  readonly what: 'orders' | 'webhooks';
  readonly to: 'read' | 'write';
}

/** The codes of WordPress and WooCommerce, and nothing else that somebody may have put there. */
const CODE = /^(?:woocommerce_)?rest_[a-z_]{1,60}$/;

/** With 401: nobody asked. Without HTTPS, as WordPress's `is_ssl` has it, no key is looked at. */
const UNKNOWN = /^woocommerce_rest_cannot_/;

/**
 * Reads an answer of the REST API.
 * @see woocommerce/woocommerce, includes/class-wc-rest-authentication.php
 */
export function readRestAnswer(reply: HttpReply, asked: Asked, nowMs: number): RestAnswer | StoreApiFault {
  if (reply.kind === 'unanswered')
    return failed(reply.why === 'timeout' ? 'the shop does not answer in time' : 'the connection to the shop broke');
  const { status, headers, body } = reply;
  if (status !== 200 && status !== 201) return faultOf(status, headers, body, asked, nowMs);
  const parsed = parseLosslessJson(body);
  if (!parsed.ok)
    return failed(
      'the answer is not JSON: the shop shows warnings of PHP before it, or a proxy shows a page of its own',
    );
  return { kind: 'answered', value: parsed.value, headers };
}

/** What was asked for by its number is not there. */
export function isMissing(reply: HttpReply): boolean {
  return reply.kind === 'answered' && reply.status === 404;
}

function faultOf(
  status: number,
  headers: IncomingHttpHeaders,
  body: Uint8Array,
  { what, to }: Asked,
  nowMs: number,
): StoreApiFault {
  const code = codeIn(body);
  const told = code === null ? `${status}` : `${status} ${code}`;
  const retryAfterMs = readRetryAfter(headers['retry-after'], nowMs);
  if (status >= 300 && status < 400)
    return unsupported(`${told}: the shop sends on to another address; siteUrl has to be the one that answers`);
  switch (status) {
    case 401:
      return {
        kind: 'refused',
        because: UNKNOWN.test(code ?? '')
          ? `${told}: the shop knows no such key; or its host drops the header Authorization; or WordPress, behind a proxy, does not know that it is asked over HTTPS`
          : `${told}: the shop refuses the key, or it may not ${to}`,
        retryAfterMs,
      };
    case 403:
      return {
        kind: 'refused',
        because: `${told}: the key's owner may not see ${what}, or a firewall keeps Ponte out`,
        retryAfterMs,
      };
    case 404:
      return unsupported(`${told}: no REST API there; WooCommerce is off, or the permalinks are "Plain"`);
    case 400:
      return unsupported(`${told}: the shop does not take the request; WooCommerce 5.8 or later is needed`);
    case 429:
    case 503:
      return { kind: 'busy', because: `${told}: the shop asks to come back later`, retryAfterMs };
    default:
      return status >= 500 || status === 408
        ? failed(`${told}: the shop's server fails`)
        : unsupported(`${told}: something before the shop does not take the request`);
  }
}

function codeIn(body: Uint8Array): string | null {
  const parsed = parseLosslessJson(body);
  const code = parsed.ok && isObject(parsed.value) ? parsed.value.code : undefined;
  return typeof code === 'string' && CODE.test(code) ? code : null;
}
