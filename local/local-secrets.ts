import { createHash } from 'node:crypto';
import { credentialsOf } from './demo-stores.ts';
import type { LocalShops } from './shops.ts';

export const SECRET_PREFIX = 'ponte/local/';

/**
 * The stores' secrets, by their names in Secrets Manager.
 * @param storeApis the keys of shops that have an API, by the ids of their stores
 * @param real what all stores show a points API that is no sandbox
 */
export function secretsOf(
  stores: LocalShops['stores'],
  configured: LocalShops['config']['stores'],
  storeApis: NonNullable<LocalShops['storeApis']>,
  real: { readonly username: string; readonly password: string } | undefined,
): Record<string, string> {
  const accounts = new Map(configured.map(({ id, account }) => [id, account]));
  return Object.fromEntries(
    stores.map(({ id, webhookSecret }) => [
      `${SECRET_PREFIX}${id}`,
      JSON.stringify({
        bonifiq: real ?? credentialsOf(accounts.get(id) ?? id),
        webhookSecrets: [webhookSecret],
        storeApi: storeApis[id],
        customerKey: localCustomerKey(webhookSecret),
      }),
    ]),
  );
}

/** As long as a store keeps its secret here, its customers are found. */
function localCustomerKey(webhookSecret: string): string {
  return createHash('sha256').update(`customer key\n${webhookSecret}`).digest('base64url');
}
