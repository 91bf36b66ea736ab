import type { Store } from '../configuration/store.ts';

/** What decides whether a store's account may be called. */
export type GatedStore = Pick<Store, 'platform' | 'account' | 'orderPrefix'>;

/** Decides whether a points API account may be called with the credentials at hand. One per container. */
export interface AccountGate {
  /** Why the account is closed to this store, or `null` when it is open. */
  closedBecause(store: GatedStore, version: string, nowMs: number): string | null;
  /** The API refused these credentials. */
  refuse(version: string, nowMs: number): void;
}

/** A changed secret opens an account at once; otherwise one call in this time asks whether the API still refuses. */
const ASK_AGAIN_AFTER_MS = 300_000;

/**
 * Closes an account whose credentials the API refuses, so that a wrong password costs one call and not one for every order;
 * and one that a WooCommerce store reaches under another name than the first such store did: their order numbers begin at 1
 * in each, so their change keys would be the same. It sees no further than the container: the configuration is what has to be right.
 */
export function createAccountGate(): AccountGate {
  const refusedAtMs = new Map<string, number>();
  const numbersOf = new Map<string, string>();
  return {
    closedBecause(store, version, nowMs) {
      const { account } = store;
      if (store.platform === 'woocommerce') {
        const numbers = `${version} ${store.orderPrefix}`;
        numbersOf.set(account, numbers);
        const [first = account] = [...numbersOf].find(([, others]) => others === numbers) ?? [];
        if (first !== account)
          return `its credentials are those of account "${first}", too; give both stores one account`;
      }
      const atMs = refusedAtMs.get(version);
      const isRefused = atMs !== undefined && nowMs - atMs < ASK_AGAIN_AFTER_MS;
      return isRefused ? `the points API refuses the credentials of account "${account}"` : null;
    },
    refuse(version, nowMs) {
      refusedAtMs.set(version, nowMs);
    },
  };
}
