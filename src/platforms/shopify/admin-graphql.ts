import { setTimeout as sleep } from 'node:timers/promises';
import type { StoreApiFault } from '../../ports/store-api.ts';
import { openHttp, type SendCall } from '../../shared/http-call.ts';
import { type AdminData, readAdminReply, unanswered } from './admin-reply.ts';
import { type AdminAccess, createAdminTokens } from './admin-token.ts';

/**
 * The version that is asked for. Shopify answers a year and more in it, and then in the oldest that it still has.
 * @see https://shopify.dev/docs/api/usage/versioning
 */
export const ADMIN_API_VERSION = '2026-10';

const LIMITS = { timeoutMs: 30_000, maxBodyBytes: 16 * 1024 * 1024 };
/** A query that waits longer for its points is left to the next run. */
const MAX_PAUSE_MS = 10_000;
/** Somebody else may take the points of the same app that were waited for. */
const MAX_PAUSES = 5;

/** Shopify's Admin API. */
export interface ShopifyAdmin {
  /** Sends a query or a mutation. Waits where the app has to pause, as long as the signal allows. Never rejects. */
  ask(
    access: AdminAccess,
    document: string,
    variables: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<AdminData | StoreApiFault>;
}

/** `originOf`: where a shop's API is; another place in tests. */
export function createShopifyAdmin(
  now: () => number,
  originOf: (shop: string) => string = (shop) => `https://${shop}`,
): ShopifyAdmin {
  const shops = new Map<string, SendCall>();
  const tokens = createAdminTokens(now);
  const shopAt = (shop: string): SendCall => {
    const send = shops.get(shop) ?? openHttp(originOf(shop), LIMITS);
    shops.set(shop, send);
    return send;
  };

  async function once(access: AdminAccess, body: string, signal: AbortSignal) {
    const send = shopAt(access.shop);
    const token = await tokens.tokenOf(access, send, signal);
    if (typeof token !== 'string') return token;
    const headers = {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
      Accept: 'application/json',
      'User-Agent': 'Ponte (reconciliation of orders)',
      'X-Shopify-Access-Token': token,
    };
    const path = `/admin/api/${ADMIN_API_VERSION}/graphql.json`;
    return readAdminReply(await send({ method: 'POST', path, headers, body }, signal), now());
  }

  return {
    async ask(access, document, variables, signal) {
      const body = JSON.stringify({ query: document, variables });
      let isRenewed = false;
      for (let pauses = 0; ; pauses += 1) {
        let answer = await once(access, body, signal);
        if (answer.kind === 'refused' && !isRenewed && tokens.forget(access)) {
          isRenewed = true;
          answer = await once(access, body, signal);
        }
        if (answer.kind !== 'throttled') return answer;
        if (answer.pauseMs > MAX_PAUSE_MS || pauses === MAX_PAUSES)
          return { kind: 'busy', because: 'THROTTLED: Shopify asks to come back later', retryAfterMs: answer.pauseMs };
        await sleep(answer.pauseMs, undefined, { signal }).catch(() => undefined);
        if (signal.aborted) return unanswered('timeout');
      }
    },
  };
}
