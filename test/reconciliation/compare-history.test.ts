import { describe, expect, test } from 'vitest';
import { entryClaimOf } from '../../cli/recovery/titles.ts';
import type { Entry } from '../../src/domain/entry.ts';
import type { HistoryItem } from '../../src/ports/loyalty-api.ts';
import { type ComparedCustomer, compareHistory } from '../../src/reconciliation/compare-history.ts';
import { repairOfHistory } from '../../src/reconciliation/repair.ts';
import { orderKey, pendingEntry, recordWith } from '../support/order-records.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T = Date.parse('2026-11-30T12:00:00Z');
const ALL = { sinceMs: T - DAY, untilMs: T + DAY };

const change = (points: number, words: Partial<HistoryItem> = {}): HistoryItem => ({
  atMs: T + 1_000,
  points,
  title: null,
  isCanceled: false,
  ...words,
});
const applied = (points: number, words: Partial<Entry> = {}) =>
  pendingEntry({ points, state: 'applied', attempts: 1, plannedAtMs: T, firstAttemptAtMs: T, ...words });
const order = (id: number, ...entries: readonly Entry[]) => {
  const record = recordWith(orderKey(id), entries);
  return {
    record,
    claim: (item: HistoryItem, entry: Entry) => entryClaimOf(entry.customerReason, record.key.order, item),
  };
};
const compared = (
  records: ComparedCustomer['records'],
  history: readonly HistoryItem[],
  { time = ALL, ...words }: Partial<ComparedCustomer> & { readonly time?: typeof ALL } = {},
) => {
  const customer = { records, history, isComplete: true, promotions: [], orderNamedIn: () => null, ...words };
  return compareHistory(customer, time).map((found) => {
    const { do: what, finding, order: name, entry, points, because } = repairOfHistory(found, 'digest');
    return `${what} ${finding} ${name}${entry === null ? '' : `#${entry}`} ${points}${because.startsWith('perhaps') ? '?' : ''}`;
  });
};

describe('what the ledger has posted', () => {
  test('and BonifiQ has, too, is nothing to tell', () => {
    const records = [
      order(1, applied(52), applied(-5, { number: 2, plannedAtMs: T + HOUR, firstAttemptAtMs: T + HOUR })),
    ];
    expect(compared(records, [change(-5, { atMs: T + HOUR }), change(52)])).toEqual([]);
  });

  test('and BonifiQ has not is posted again; not what is unanswered, out of the time, or from the history itself', () => {
    expect(compared([order(1, applied(52))], [])).toEqual(['postAgain notAtBonifiq acme/1#1 52']);
    expect(compared([order(1, applied(52, { state: 'pending', unresolvedAttempts: [1] }))], [])).toEqual([]);
    expect(compared([order(1, applied(52))], [], { time: { sinceMs: T + 1, untilMs: T + DAY } })).toEqual([]);
    expect(compared([order(1, applied(52))], [], { time: { sinceMs: T - DAY, untilMs: T - 1 } })).toEqual([]);
    const found = applied(52, { reason: 'Order 1: found in the points history' });
    expect(compared([order(1, found)], [])).toEqual(['leave notAtBonifiq acme/1#1 52']);
  });

  test('and somebody canceled is left to a person', () => {
    expect(compared([order(1, applied(52))], [change(52, { isCanceled: true })])).toEqual([
      'leave canceledAtBonifiq acme/1#1 52',
    ]);
  });

  test('is found under its title, among equal points', () => {
    const texted = (id: number) => order(id, applied(52, { customerReason: `Pedido ${id}-1` }));
    const records = [texted(1), texted(2)];
    expect(compared(records, [change(52, { title: 'Pedido 2-1' })])).toEqual(['postAgain notAtBonifiq acme/1#1 52']);
  });

  test('is found by its points alone where titles are not our texts', () => {
    const records = [order(1, applied(52, { customerReason: 'Pedido 1-1' }))];
    expect(compared(records, [change(52, { title: 'Pontos adicionados' })])).toEqual([]);
  });
});

describe('what BonifiQ has', () => {
  const records = [order(1, applied(52)), order(2, applied(30))];
  const ours = [change(52), change(30)];

  test('by its own objective for the same purchase is claimed; for another sum perhaps, if several orders are near', () => {
    expect(compared(records, [...ours, change(52, { byItself: 'purchase' })])).toEqual(['claim doubleAward acme/1 52']);
    // Its objective gives two points a unit.
    expect(compared(records, [...ours, change(104, { byItself: 'purchase' })])).toEqual([
      'leave doubleAward acme/1 104?',
    ]);
    expect(compared([order(1, applied(52))], [change(52), change(104, { byItself: 'purchase' })])).toEqual([
      'claim doubleAward acme/1 104',
    ]);
  });

  test('and took back by itself for a refund that the ledger took back, too', () => {
    const reversed = [order(1, applied(52), applied(-52, { number: 2 }))];
    const history = [change(52), change(-52), change(-52, { byItself: 'purchaseBack' })];
    expect(compared(reversed, history)).toEqual(['claim doubleReversal acme/1 -52']);
  });

  test('under no word of its kind is a double award perhaps, if its points are equal, and unexplained otherwise', () => {
    expect(compared(records, [...ours, change(30)])).toEqual(['leave doubleAward acme/2 30?']);
    expect(compared(records, [...ours, change(31)])).toEqual(['leave unexplained null 31']);
    expect(
      compared(records, [...ours, change(30, { atMs: T + 15 * DAY })], { time: { sinceMs: T, untilMs: T + 30 * DAY } }),
    ).toEqual(['leave unexplained null 30']);
  });

  test('for something else, or canceled, or from a promotion is nothing to tell', () => {
    const promotion = { id: 'natal', store: 'acme', points: 10, takesBack: false, customerReason: 'Feliz Natal' };
    const history = [
      ...ours,
      change(-80, { byItself: 'other' }),
      change(52, { isCanceled: true }),
      change(10, { title: 'Feliz Natal' }),
    ];
    expect(compared(records, history, { promotions: [promotion as never] })).toEqual([]);
  });

  test('is not called unexplained where orders of the customer may not be known', () => {
    const history = [...ours, change(31), change(30), change(52, { byItself: 'purchase' })];
    expect(compared(records, history, { isComplete: false })).toEqual(['claim doubleAward acme/1 52']);
  });

  test("under an order's title, without an entry, was lost by the ledger", () => {
    const orderNamedIn = ({ title }: HistoryItem) => (title === 'Pedido 2' ? { ...orderKey(2) } : null);
    expect(compared([order(2)], [change(30, { title: 'Pedido 2' })], { orderNamedIn })).toEqual([
      'claim entryLost acme/2 30',
    ]);
  });
});
