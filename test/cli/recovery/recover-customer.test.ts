import { beforeEach, describe, expect, test } from 'vitest';
import { orderName } from '../../../cli/recovery/customers.ts';
import { recoverByHand } from '../../../cli/recovery/recover-by-hand.ts';
import { type Recovered, type Recovery, recoverCustomer } from '../../../cli/recovery/recover-customer.ts';
import { inWords, recoveredLine, wantsAPerson } from '../../../cli/recovery/recovered-line.ts';
import { customerId } from '../../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import type { HistoryItem, HistoryResult } from '../../../src/ports/loyalty-api.ts';
import { createModelLedger, type ModelLedger } from '../../support/models/ledger.ts';
import { bodyOf, listed, moneyOf, PAID_AT_MS } from '../../support/order-facts.ts';
import { orderKey, recordWith } from '../../support/order-records.ts';
import { applied, book, storeWith, told } from '../../support/planning.ts';

const MINUTE_MS = 60_000;
const SINCE_MS = PAID_AT_MS;
const NOW_MS = SINCE_MS + 600 * MINUTE_MS;
const signal = new AbortController().signal;
const customer = customerId('ABC');
/** Their titles name their orders. */
const store = storeWith({}, { customerReason: { award: 'Pedido {order}', reversal: 'Devolução {order}' } });

let ledger: ModelLedger;
let history: HistoryResult;
let recovery: Recovery;
beforeEach(() => {
  ledger = createModelLedger();
  history = { kind: 'read', items: [] };
  recovery = {
    ledger,
    stores: [store],
    readHistory: () => Promise.resolve(history),
    sinceMs: SINCE_MS,
    untilMs: SINCE_MS + 60 * MINUTE_MS,
    trustTitles: false,
    apply: true,
    now: () => NOW_MS,
    signal,
  };
});

const item = (points: number, minutes: number, order = 5): HistoryItem => ({
  atMs: SINCE_MS + minutes * MINUTE_MS,
  points,
  title: `${points < 0 ? 'Devolução' : 'Pedido'} ${order}`,
  isCanceled: false,
});
const has = (...items: readonly HistoryItem[]) => {
  history = { kind: 'read', items };
};

/** An order over 70 in the ledger, as a body so many minutes after the moment tells it. */
async function recorded(id: number, minutes: number, refunds: Readonly<Record<string, string>> = {}, make = same) {
  const body = bodyOf({
    order: String(id),
    at: minutes * 60,
    money: moneyOf({ eligible: '70.00' }),
    refunds: { kind: 'listed', refunds: listed(refunds) },
  });
  const record = make(told(recordWith(orderKey(id)), store, body));
  await ledger.save(record, 0, signal);
  return record;
}
const same = (record: OrderRecord) => record;

const stored = async (id: number) => {
  const loaded = await ledger.load(orderKey(id), signal);
  return loaded === null ? [] : book(loaded.record);
};
const recover = (...orders: readonly OrderRecord[]) => {
  const [first] = orders;
  return recoverCustomer(recovery, { customer, store, orders, name: first === undefined ? '' : orderName(first) });
};
const kinds = (results: readonly Recovered[]) => results.map(({ kind }) => kind);

describe('what a customer’s history tells of an order', () => {
  test('is written into its record; a second run finds nothing to do', async () => {
    const order = await recorded(5, 90, { 1: '30.00', 2: '20.00' });
    has(item(70, 1), item(-30, 9));
    const results = await recover(order);
    expect(results).toMatchObject([{ kind: 'written', planned: -20 }]);
    expect(await stored(5)).toEqual([
      'withdrawn 20 ADD-ABC-20-5',
      'applied 70 ADD-ABC-70-5-1002',
      'applied -30 REMOVE-ABC-30-5-1003',
      'pending -20 REMOVE-ABC-20-5-1004',
    ]);
    const again = await ledger.load(orderKey(5), signal);
    expect(again && (await recover(again.record))).toEqual([]);
  });

  test('is only told without --apply', async () => {
    const order = await recorded(5, 90);
    has(item(70, 1));
    recovery = { ...recovery, apply: false };
    expect(await recover(order)).toMatchObject([{ kind: 'found', planned: 0 }]);
    expect(await stored(5)).toEqual(['pending 70 ADD-ABC-70-5']);
  });

  test('counts until the functions were stopped, and not afterwards', async () => {
    const order = await recorded(5, 90);
    has(item(70, 61));
    expect(await recover(order)).toEqual([]);
    expect(await stored(5)).toEqual(['pending 70 ADD-ABC-70-5']);
  });

  test('of another order of the customer that nobody looked for is found by its title', async () => {
    const order = await recorded(5, 90);
    await recorded(6, -60, {}, applied);
    has(item(-30, 9, 6), item(70, 1, 5));
    const results = await recover(order);
    expect(results).toMatchObject([
      { kind: 'written', order: { key: { order: '5' } } },
      { kind: 'withheld', order: { key: { order: '6' } }, because: 'olderFacts' },
    ]);
    expect(await stored(6)).toEqual(['applied 70 ADD-ABC-70-6']);
  });

  test('of an order that the ledger does not know is told', async () => {
    const order = await recorded(5, 90);
    has(item(70, 1, 5), item(40, 2, 77));
    const results = await recover(order);
    expect(kinds(results)).toEqual(['missing', 'written']);
    const [missing] = results.map(recoveredLine);
    expect(missing).toMatchObject({ ids: ['acme/77'], changes: [{ points: 40 }] });
    expect(missing && inWords(missing)).toBe(
      'acme/77  BonifiQ has +40 of 2025-06-01T12:02:00.000Z: the ledger does not know the order: save it in the shop, then ask again',
    );
  });

  test('that cannot be read leaves everything as it is', async () => {
    const order = await recorded(5, 90);
    history = { kind: 'unread', because: 'the points API answered 500' };
    const results = await recover(order);
    expect(results.map(recoveredLine).map(inWords)).toEqual(['acme/5  not done: the points API answered 500']);
    expect(await stored(5)).toEqual(['pending 70 ADD-ABC-70-5']);
  });
});

describe('what nobody can tell', () => {
  test('is kept for a person, and nothing of it is posted meanwhile', async () => {
    const order = await recorded(5, 90);
    has({ ...item(25, 1), title: 'Aniversário' });
    const results = await recover(order);
    expect(results.map(recoveredLine).map(inWords)).toEqual([
      'acme/5  unclear: the customer has other changes, which may be the order’s; what waits is kept for a person',
      'acme/5  the customer has changes that belong to none of these: +25 of 2025-06-01T12:01:00.000Z; were all orders told again?',
    ]);
    expect(await stored(5)).toEqual(['parked 70 ADD-ABC-70-5']);
    expect((await ledger.load(orderKey(5), signal))?.record.entries).toMatchObject([{ parked: 'needsChecking' }]);
  });

  test('an order that changed since it was read is looked at again', async () => {
    const order = await recorded(5, 90);
    has(item(70, 1));
    await ledger.save(applied(order), 1, signal);
    expect(kinds(await recover(order))).toEqual(['changed']);
    expect(await stored(5)).toEqual(['applied 70 ADD-ABC-70-5']);
  });

  test('only what a person has to do is asked of one', () => {
    const all = ['found', 'written', 'unclear', 'withheld', 'changed', 'missing', 'left', 'unread'] as const;
    expect(all.filter(wantsAPerson)).toEqual(['unclear', 'withheld', 'changed', 'missing', 'left', 'unread']);
  });
});

describe('what a person decides', () => {
  test('is written as the history has it', async () => {
    const order = await recorded(5, 90);
    has({ ...item(70, 3), title: null }, { ...item(25, 1), title: null });
    await recover(order);
    const kept = await ledger.load(orderKey(5), signal);
    if (kept === null) throw new Error('no record');
    const decide = (...points: number[]) => recoverByHand(recovery, { order: kept.record, store, points });
    expect(await decide(71)).toEqual({ kind: 'refused', because: 'the history of that time has no such changes' });
    expect(await decide(70, 70)).toMatchObject({ kind: 'refused' });
    expect(await decide(70)).toMatchObject({ kind: 'written', planned: 0 });
    expect(await stored(5)).toEqual(['withdrawn 70 ADD-ABC-70-5', 'applied 70 ADD-ABC-70-5-1002']);
    expect(await decide(70)).toMatchObject({ kind: 'changed' });
  });

  test('may be that the API has nothing of it: then it is posted', async () => {
    const order = await recorded(5, 90);
    has({ ...item(25, 1), title: null });
    await recover(order);
    const kept = await ledger.load(orderKey(5), signal);
    const result = kept && (await recoverByHand(recovery, { order: kept.record, store, points: [] }));
    expect(result).toMatchObject({ kind: 'written', planned: 70 });
    expect(result && 'order' in result && inWords(recoveredLine(result))).toBe(
      'acme/5  BonifiQ has nothing: written; then +70 is posted',
    );
    expect(await stored(5)).toEqual(['withdrawn 70 ADD-ABC-70-5', 'pending 70 ADD-ABC-70-5-2']);
  });
});
