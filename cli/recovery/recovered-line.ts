import type { UnclearReason } from '../../src/domain/recovery/match-history.ts';
import type { HistoryItem } from '../../src/ports/loyalty-api.ts';
import { orderName } from './customers.ts';
import type { Recovered } from './recover-customer.ts';

/** What one line of `reclaim` says. No customer, and no title: a shop may put anything into it. */
export interface RecoveredLine {
  /** Orders, as `my-shop/5001`. */
  readonly ids: readonly string[];
  readonly result: Recovered['kind'];
  readonly changes: readonly { readonly at: string; readonly points: number }[];
  /** What is posted once posting is switched on again; null where that is not known. */
  readonly planned: number | null;
  readonly because: string | null;
}

const UNCLEAR: Readonly<Record<UnclearReason, string>> = {
  otherChanges: 'the customer has other changes, which may be the order’s',
  severalWays: 'the changes fit the orders of the customer in several ways',
  canceled: 'one of its changes was canceled in BonifiQ',
  belowZero: 'more points went back than it gave',
  noRule: 'it was never seen due, so that nothing tells its rule',
  olderFacts: 'BonifiQ has changes after what the ledger last heard: save the order in the shop, then ask again',
};

export function recoveredLine(recovered: Recovered): RecoveredLine {
  const nothing = { result: recovered.kind, changes: [], planned: null, because: null };
  switch (recovered.kind) {
    case 'found':
    case 'written':
      return {
        ...nothing,
        ids: [orderName(recovered.order)],
        changes: recovered.changes.map(shown),
        planned: recovered.planned,
      };
    case 'unclear':
    case 'withheld':
      return { ...nothing, ids: [orderName(recovered.order)], because: UNCLEAR[recovered.because] };
    case 'changed':
      return { ...nothing, ids: [orderName(recovered.order)], because: 'it was changed meanwhile: ask again' };
    case 'missing':
      return {
        ...nothing,
        ids: [`${recovered.store}/${recovered.named}`],
        changes: [shown(recovered.change)],
        because: 'the ledger does not know the order: save it in the shop, then ask again',
      };
    case 'left':
      return { ...nothing, ids: recovered.orders.map(orderName), changes: recovered.changes.map(shown) };
    case 'unread':
      return { ...nothing, ids: recovered.orders.map(orderName), because: recovered.because };
    default:
      return recovered satisfies never;
  }
}

/** The same in words. */
export function inWords({ ids, result, changes, planned, because }: RecoveredLine): string {
  const orders = ids.join(', ');
  const has = changes.map(({ at, points }) => `${signed(points)} of ${at}`).join(', ');
  const then = planned === null || planned === 0 ? '' : `; then ${signed(planned)} is posted`;
  switch (result) {
    case 'found':
      return `${orders}  BonifiQ has ${has || 'nothing'}: would be written${then}`;
    case 'written':
      return `${orders}  BonifiQ has ${has || 'nothing'}: written${then}`;
    case 'unclear':
      return `${orders}  unclear: ${because}; what waits would be kept for a person`;
    case 'withheld':
      return `${orders}  unclear: ${because}; what waits is kept for a person`;
    case 'missing':
      return `${orders}  BonifiQ has ${has}: ${because}`;
    case 'left':
      return `${orders}  the customer has changes that belong to none of these: ${has}; were all orders told again?`;
    case 'changed':
    case 'unread':
      return `${orders}  not done: ${because}`;
    default:
      return result satisfies never;
  }
}

/** Whether a person has to do something before posting is switched on again. */
export function wantsAPerson(result: Recovered['kind']): boolean {
  return result !== 'found' && result !== 'written';
}

function shown({ atMs, points }: HistoryItem) {
  return { at: new Date(atMs).toISOString(), points };
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points);
}
