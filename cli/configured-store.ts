import type { Store } from '../src/domain/store.ts';
import { byId } from '../src/shared/by-id.ts';
import { Failure } from './failure.ts';

/** @throws {Failure} where the configuration has no such store */
export function configuredStore(stores: readonly Store[], id: string): Store {
  const store = byId(stores).get(id);
  if (store === undefined) throw new Failure(`ponte.config.ts has no store "${id}".`);
  return store;
}
