import type { Store } from '../domain/store.ts';

/** The part of a store that says which account it calls, and under which order numbers. */
export type GuardedStore = Pick<Store, 'platform' | 'account' | 'orderPrefix'>;

/** The names under which the stores that a container has served reach their accounts. */
export interface AccountNames {
  /**
   * The other name under which a store reached the same account, or `null`. WooCommerce's order numbers begin at 1 in each
   * store, so that change keys of two stores would be equal. `version` is that of the credentials.
   */
  conflictingAccount(store: GuardedStore, version: string): string | null;
}

/** It compares what this container has seen only; the configuration has to be right. */
export function createAccountNames(): AccountNames {
  const numbersOf = new Map<string, string>();
  const firstWith = new Map<string, string>();
  return {
    conflictingAccount({ platform, account, orderPrefix }, version) {
      if (platform !== 'woocommerce') return null;
      const numbers = `${version} ${orderPrefix}`;
      const before = numbersOf.get(account);
      if (before !== undefined && before !== numbers && firstWith.get(before) === account) firstWith.delete(before);
      numbersOf.set(account, numbers);
      const first = firstWith.get(numbers) ?? account;
      firstWith.set(numbers, first);
      return first === account ? null : first;
    },
  };
}
