import type { ShopifyStore } from '../../domain/store.ts';
import type { ShopifyCredentials, StoreApiCredentials, StoreApiFault } from '../../ports/store-api.ts';
import type { SendCall } from '../../shared/http-call.ts';
import { parseLosslessJson } from '../../shared/lossless-json.ts';
import { isObject } from '../payload-fields.ts';
import { failed, refused, unsupported } from '../store-api-fault.ts';
import { faultOfStatus, unanswered } from './admin-reply.ts';

/** A shop, and with what its Admin API is asked. */
export interface AdminAccess {
  /** Its `*.myshopify.com` domain. */
  readonly shop: string;
  readonly credentials: ShopifyCredentials;
}

/** How a store's shop is asked with the credentials of its secret. */
export function adminAccess(
  { shopDomains: [shop = ''] }: ShopifyStore,
  credentials: StoreApiCredentials,
): AdminAccess | StoreApiFault {
  return 'consumerKey' in credentials
    ? unsupported("the secret's storeApi is a key of WooCommerce")
    : { shop, credentials };
}

interface Token {
  readonly text: string;
  readonly goodUntilMs: number;
}

/** The access tokens of shops. They are kept until shortly before they expire. */
export interface AdminTokens {
  tokenOf(access: AdminAccess, send: SendCall, signal: AbortSignal): Promise<string | StoreApiFault>;
  /** A token was refused. True when another one can be had. */
  forget(access: AdminAccess): boolean;
}

const MARGIN_MS = 300_000;

/** @see https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant */
export function createAdminTokens(now: () => number): AdminTokens {
  const kept = new Map<string, Token>();
  return {
    async tokenOf({ shop, credentials }, send, signal) {
      if ('accessToken' in credentials) return credentials.accessToken;
      const key = `${shop} ${credentials.clientId}`;
      const known = kept.get(key);
      if (known !== undefined && now() < known.goodUntilMs) return known.text;
      const token = await askForToken(credentials, send, signal, now);
      if ('kind' in token) return token;
      kept.set(key, token);
      return token.text;
    },
    forget({ shop, credentials }) {
      return 'clientId' in credentials && kept.delete(`${shop} ${credentials.clientId}`);
    },
  };
}

/** An app of another organisation than the shop's is answered 400, as wrong credentials are. */
async function askForToken(
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
  send: SendCall,
  signal: AbortSignal,
  now: () => number,
): Promise<Token | StoreApiFault> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  }).toString();
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': Buffer.byteLength(body),
    Accept: 'application/json',
  };
  const reply = await send({ method: 'POST', path: '/admin/oauth/access_token', headers, body }, signal);
  if (reply.kind === 'unanswered') return unanswered(reply.why);
  if (reply.status === 400 || reply.status === 401) {
    const because = `${reply.status}: Shopify gives no token for the client credentials; the app has to be of the shop's own organisation, and installed`;
    return refused(because);
  }
  if (reply.status !== 200) return faultOfStatus(reply.status, null);
  const parsed = parseLosslessJson(reply.body);
  const { access_token: text, expires_in: seconds } = parsed.ok && isObject(parsed.value) ? parsed.value : {};
  const lastsMs = Number(seconds) * 1_000;
  if (typeof text !== 'string' || Number.isNaN(lastsMs)) return failed('the answer is no access token');
  return { text, goodUntilMs: now() + lastsMs - MARGIN_MS };
}
