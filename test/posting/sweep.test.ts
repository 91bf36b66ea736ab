import { describe, expect, test } from 'vitest';
import { nameOf, type RecordKey } from '../../src/domain/record.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import { LedgerUnreachable } from '../../src/ports/ledger-unreachable.ts';
import type { PostingQueue } from '../../src/ports/posting-queue.ts';
import { sweep } from '../../src/posting/sweep.ts';
import { createModelLedger } from '../support/models/ledger.ts';
import { createModelQueue } from '../support/models/queue.ts';
import { orderKey, pendingEntry, recordWith } from '../support/order-records.ts';
import { NOW_MS } from '../support/planning.ts';
import { clockAt, workOf } from '../support/posting-bench.ts';

/** A ledger of orders 1, 2, 3 … that are due at these times, three a page. */
async function ledgerDueAt(...dueAtMs: readonly number[]) {
  const ledger = createModelLedger({ pageSize: 3 });
  for (const [index, notBeforeMs] of dueAtMs.entries()) {
    await ledger.save(recordWith(orderKey(index + 1), [pendingEntry({ notBeforeMs })]), 0, workOf().signal);
  }
  return ledger;
}

const ready = (count: number) => ledgerDueAt(...Array.from({ length: count }, () => NOW_MS));
const ids = (keys: readonly RecordKey[]) => keys.map(nameOf).sort();

describe('a sweep', () => {
  test('queues every order that is due, and no other', async () => {
    const ledger = await ledgerDueAt(NOW_MS, NOW_MS + 1, NOW_MS - 1, 0);
    const queue = createModelQueue(() => NOW_MS);
    expect(await sweep({ ledger, queue }, workOf())).toMatchObject({ queued: 3, failed: 0, complete: true });
    expect(ids(queue.receive(NOW_MS))).toEqual(['1', '3', '4']);
  });

  test('leaves an order that was queued out for a quarter of an hour, should its message be lost', async () => {
    const ledger = await ready(2);
    const queue: PostingQueue = { send: async (keys) => ({ failed: keys.filter((key) => nameOf(key) === '2') }) };
    expect(await sweep({ ledger, queue }, workOf())).toEqual({
      queued: 1,
      failed: 1,
      unreadable: 0,
      complete: true,
      overdueMs: 0,
    });
    const dueAfter = async (ms: number) => ids((await ledger.ready(NOW_MS + ms, null, workOf().signal)).keys);
    expect(await dueAfter(900_000 - 1)).toEqual(['2']);
    expect(await dueAfter(900_000)).toEqual(['1', '2']);
  });

  test('goes on page by page, each order once', async () => {
    const queue = createModelQueue(() => NOW_MS);
    expect(await sweep({ ledger: await ready(8), queue }, workOf())).toEqual({
      queued: 8,
      failed: 0,
      unreadable: 0,
      complete: true,
      overdueMs: 0,
    });
    expect(ids(queue.receive(NOW_MS))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  });

  test('sends nothing where nothing is due', async () => {
    const queue: PostingQueue = { send: () => Promise.reject(new Error('sent')) };
    expect(await sweep({ ledger: await ledgerDueAt(NOW_MS + 1), queue }, workOf())).toEqual({
      queued: 0,
      failed: 0,
      unreadable: 0,
      complete: true,
      overdueMs: 0,
    });
  });

  test('counts what the queue did not take', async () => {
    const queue: PostingQueue = { send: async (keys) => ({ failed: keys.slice(0, 1) }) };
    expect(await sweep({ ledger: await ready(5), queue }, workOf())).toEqual({
      queued: 3,
      failed: 2,
      unreadable: 0,
      complete: true,
      overdueMs: 0,
    });
  });

  test.each([
    [1_999, { queued: 0, failed: 0, unreadable: 0, complete: false, overdueMs: 0 }],
    [2_000, { queued: 3, failed: 0, unreadable: 0, complete: true, overdueMs: 0 }],
  ])('with %d ms left comes to %o', async (timeMs, expected) => {
    const queue = createModelQueue(() => NOW_MS);
    expect(await sweep({ ledger: await ready(3), queue }, workOf({ timeMs }))).toEqual(expected);
  });

  test('stops between two pages when the time is short; the next one goes on', async () => {
    const clock = clockAt();
    const queue: PostingQueue = {
      async send() {
        clock.pass(30_000);
        return { failed: [] };
      },
    };
    const deadline = workOf({ now: clock.now, timeMs: 60_000 });
    expect(await sweep({ ledger: await ready(9), queue }, deadline)).toEqual({
      queued: 6,
      failed: 0,
      unreadable: 0,
      complete: false,
      overdueMs: 30_000,
    });
  });

  test('says for how long the oldest of all pages has been due', async () => {
    const queue = createModelQueue(() => NOW_MS);
    const ledger = await ledgerDueAt(NOW_MS, NOW_MS - 2_000, NOW_MS, NOW_MS - 7_000, NOW_MS - 1_000, NOW_MS + 9_000);
    expect(await sweep({ ledger, queue }, workOf())).toMatchObject({ queued: 5, overdueMs: 7_000 });
    expect(await sweep({ ledger, queue }, workOf())).toMatchObject({ queued: 0, overdueMs: 0 });
  });

  test('says how long an order was due that was queued in vain again and again', async () => {
    const queue = createModelQueue(() => NOW_MS);
    const ledger = await ledgerDueAt(NOW_MS - 1_000);
    const at = (ms: number) => sweep({ ledger, queue }, workOf({ now: () => NOW_MS + ms }));
    expect(await at(0)).toMatchObject({ queued: 1, overdueMs: 1_000 });
    expect(await at(900_000)).toMatchObject({ queued: 1, overdueMs: 901_000 });
    expect(await at(1_800_000)).toMatchObject({ queued: 1, overdueMs: 1_801_000 });
  });

  test('counts due items that nobody can read, and queues all others', async () => {
    const ledger = await ready(4);
    const newer: Ledger = {
      ...ledger,
      ready: async (...args) => ({ ...(await ledger.ready(...args)), unreadable: 2 }),
    };
    const queue = createModelQueue(() => NOW_MS);
    // Two pages of two each.
    expect(await sweep({ ledger: newer, queue }, workOf())).toMatchObject({ queued: 4, unreadable: 4, complete: true });
  });

  test('an item that the table refuses to touch holds up no others', async () => {
    const ledger = await ready(4);
    const refusing: Ledger = {
      ...ledger,
      hideUntil: async (key, ...rest) =>
        nameOf(key) === '1' ? await Promise.reject(new TypeError('refused')) : await ledger.hideUntil(key, ...rest),
    };
    const queue = createModelQueue(() => NOW_MS);
    expect(await sweep({ ledger: refusing, queue }, workOf())).toMatchObject({ queued: 4, complete: true });
    const unreachable: Ledger = { ...ledger, hideUntil: () => Promise.reject(new LedgerUnreachable(null)) };
    await expect(sweep({ ledger: unreachable, queue }, workOf({ now: () => NOW_MS + 900_000 }))).rejects.toThrow(
      LedgerUnreachable,
    );
  });

  test('rejects when ledger or queue cannot be reached', async () => {
    const ledger = await ready(1);
    const down = () => Promise.reject(new Error('down'));
    const queue = createModelQueue(() => NOW_MS);
    await expect(sweep({ ledger: { ...ledger, ready: down }, queue }, workOf())).rejects.toThrow('down');
    await expect(sweep({ ledger, queue: { send: down } }, workOf())).rejects.toThrow('down');
  });
});
