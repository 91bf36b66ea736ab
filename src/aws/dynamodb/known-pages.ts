import type { Page } from './pages.ts';

/** A function works on one order at a time; the local platform on some. */
const MAX_ORDERS = 8;

/** Which pages this process knows an order to have, by the version of its item. */
export interface KnownPages {
  /** Of any version. */
  of(pk: string): readonly Page[];
  /** `null` if that version is not known. */
  at(pk: string, version: number): readonly Page[] | null;
  remember(pk: string, version: number, pages: readonly Page[]): void;
}

/** Remembers the orders used last, so that a save after a load reads nothing again. */
export function createKnownPages(): KnownPages {
  const orders = new Map<string, { readonly version: number; readonly pages: readonly Page[] }>();
  return {
    of: (pk) => orders.get(pk)?.pages ?? [],
    at(pk, version) {
      const known = orders.get(pk);
      return known?.version === version ? known.pages : null;
    },
    remember(pk, version, pages) {
      orders.delete(pk);
      orders.set(pk, { version, pages });
      for (const oldest of [...orders.keys()].slice(0, -MAX_ORDERS)) orders.delete(oldest);
    },
  };
}
