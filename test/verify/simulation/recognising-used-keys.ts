import type { Store } from '../../../src/domain/store.ts';

const UNHEARD_OF_CODE = 57;

/** How a store learns to recognise a used key, as the documentation asks. */
export function recognisingUsedKeys(store: Store): Store {
  return { ...store, usedKey: { ...store.usedKey, errorCodes: [...store.usedKey.errorCodes, UNHEARD_OF_CODE] } };
}
