import type { Change } from '../../../sandbox/book.ts';
import type { Entry } from '../../../src/domain/entry.ts';
import type { ExpectedOrder } from './expected-order.ts';

/** What the ledger says of one change. */
export type LedgerEntry = Pick<Entry, 'changeKey' | 'points' | 'state' | 'warning'>;

/** What the points API did with every order, held against what it should have done. */
export interface Verdict {
  readonly orders: number;
  /** Orders that end with points. */
  readonly awarded: number;
  /** The points that all orders together should have given, and have. */
  readonly expectedPoints: number;
  readonly points: number;
  readonly changes: number;
  /** In words, one for each thing that is not as it should be. */
  readonly faults: readonly string[];
}

/**
 * Judges the whole journal of the points API, oldest change first, and the whole ledger. In neither may anything be left
 * over, and they have to say the same.
 */
export function judge(
  expected: readonly ExpectedOrder[],
  changes: readonly Change[],
  entries: readonly LedgerEntry[],
): Verdict {
  const known = new Map(expected.map((order) => [order.order, order]));
  const byOrder = Map.groupBy(changes, ({ changeKey }) => orderIn(changeKey));
  const strangers = [...byOrder.keys()].filter((order) => !known.has(order));
  return {
    orders: expected.length,
    awarded: expected.filter(({ points }) => points > 0).length,
    expectedPoints: sum(expected),
    points: sum(changes),
    changes: changes.length,
    faults: [
      ...strangers.map((order) => `order ${order}: nobody sent it, and it has points`),
      ...expected.flatMap((order) => faultsOf(order, byOrder.get(order.order) ?? [])),
      ...ledgerFaults(entries, changes),
    ],
  };
}

/** Nobody else uses keys here: an entry that says so has met a call of ours that left no mark. */
function ledgerFaults(entries: readonly LedgerEntry[], changes: readonly Change[]): string[] {
  const inLedger = new Map<string, number>();
  const faults: string[] = [];
  for (const { changeKey, points, state, warning } of entries) {
    if (warning !== null) faults.push(`order ${orderIn(changeKey)}: an entry with the warning ${warning}`);
    if (state === 'applied') inLedger.set(changeKey, points);
    else if (state !== 'withdrawn') faults.push(`order ${orderIn(changeKey)}: an entry is ${state}`);
  }
  const atApi = new Map(changes.map(({ changeKey, points }) => [changeKey, points]));
  for (const changeKey of new Set([...inLedger.keys(), ...atApi.keys()])) {
    const [told, done] = [inLedger.get(changeKey) ?? 'no', atApi.get(changeKey) ?? 'no'];
    if (told !== done) faults.push(`order ${orderIn(changeKey)}: ${told} points in the ledger, and ${done} at the API`);
  }
  return faults;
}

function faultsOf({ order, points, customers }: ExpectedOrder, changes: readonly Change[]): string[] {
  const faults: string[] = [];
  const total = sum(changes);
  if (total !== points) faults.push(`${total} points, and not ${points}`);
  const keys = changes.map(({ changeKey }) => changeKey);
  if (new Set(keys).size < keys.length) faults.push('a change key was applied twice');
  if (changes.some((_, index) => sum(changes.slice(0, index + 1)) < 0)) faults.push('more was taken back than given');
  const given = new Set(changes.map(({ customer }) => customer));
  if (given.size > 1) faults.push('points of several customers');
  if (![...given].every((customer) => customers.has(customer))) faults.push('points of a customer it does not name');
  return faults.map((fault) => `order ${order}: ${fault}`);
}

/**
 * `ADD-ABC-10-123` and `ADD-ABC-10-123-2` are of order 123; a dash within a part is percent-encoded.
 * Written from `docs/adr/0002-change-keys.md`.
 */
function orderIn(changeKey: string): string {
  return decodeURIComponent(changeKey.split('-')[3] ?? '');
}

function sum(items: readonly { readonly points: number }[]): number {
  return items.reduce((total, { points }) => total + points, 0);
}
