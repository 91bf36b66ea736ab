import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nameOf, type RecordKey } from '../../../src/domain/record.ts';
import type { Ledger, ParkedDelivery } from '../../../src/ports/ledger.ts';
import { anyAwardRecord } from '../any-award-record.ts';
import { anyOrderRecord } from '../any-order-record.ts';
import { awardKey, awardWith } from '../award-records.ts';
import { orderKey, pendingEntry, recordWith } from '../order-records.ts';

/** An empty ledger, and how to dispose of it. */
export interface OpenLedger {
  readonly ledger: Ledger;
  close(): Promise<void>;
}

const signal = new AbortController().signal;

/** What every ledger must do, whatever keeps it. `factory` opens an empty one. */
export function describeLedger(name: string, factory: () => Promise<OpenLedger>): void {
  describe(`ledger: ${name}`, () => {
    let open: OpenLedger;
    let ledger: Ledger;

    beforeEach(async () => {
      open = await factory();
      ledger = open.ledger;
    });
    afterEach(() => open.close());

    test('knows nothing of an order that was never saved', async () => {
      expect(await ledger.load(orderKey(1), signal)).toBeNull();
    });

    test('gives back what was saved, at version 1, then 2', async () => {
      const first = recordWith(orderKey(1));
      expect(await ledger.save(first, 0, signal)).toBe('saved');
      expect(await ledger.load(first.key, signal)).toStrictEqual({ record: first, version: 1 });

      const second = recordWith(orderKey(1), [pendingEntry()]);
      expect(await ledger.save(second, 1, signal)).toBe('saved');
      expect(await ledger.load(first.key, signal)).toStrictEqual({ record: second, version: 2 });
    });

    test('keeps orders of different stores and ids apart', async () => {
      const keys = [orderKey(1), orderKey(11), { ...orderKey(1), store: 'other' }];
      for (const key of keys) expect(await ledger.save(recordWith(key), 0, signal)).toBe('saved');
      for (const key of keys) expect((await ledger.load(key, signal))?.record.key).toStrictEqual(key);
    });

    test.each([
      ['an order created twice', 0],
      ['an older version', 1],
      ['a version that is yet to come', 3],
    ])('refuses %s, and changes nothing', async (_, expectedVersion) => {
      const stored = recordWith(orderKey(1));
      await ledger.save(stored, 0, signal);
      await ledger.save(stored, 1, signal);

      expect(await ledger.save(recordWith(orderKey(1), [pendingEntry()]), expectedVersion, signal)).toBe('conflict');
      expect(await ledger.load(stored.key, signal)).toStrictEqual({ record: stored, version: 2 });
    });

    test('refuses a later version of an order that is not there', async () => {
      expect(await ledger.save(recordWith(orderKey(1)), 1, signal)).toBe('conflict');
      expect(await ledger.load(orderKey(1), signal)).toBeNull();
    });

    test('gives every record back exactly', async () => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(anyOrderRecord, anyAwardRecord), async (record) => {
          const version = (await ledger.load(record.key, signal))?.version ?? 0;
          expect(await ledger.save(record, version, signal)).toBe('saved');
          expect(await ledger.load(record.key, signal)).toStrictEqual({ record, version: version + 1 });
        }),
        { numRuns: 50 },
      );
    });

    test.each([0, 1])('lets one of twenty racing writers win at version %i', async (version) => {
      if (version === 1) await ledger.save(recordWith(orderKey(1)), 0, signal);
      const writers = Array.from({ length: 20 }, (_, writer) =>
        recordWith(orderKey(1), [pendingEntry({ points: writer })]),
      );

      const results = await Promise.all(writers.map((record) => ledger.save(record, version, signal)));

      expect(results.filter((result) => result === 'saved')).toHaveLength(1);
      const winner = writers[results.indexOf('saved')];
      expect(await ledger.load(orderKey(1), signal)).toStrictEqual({ record: winner, version: version + 1 });
    });

    test('finds nothing due in an empty ledger', async () => {
      expect(await allDue(ledger, Number.MAX_SAFE_INTEGER)).toStrictEqual([]);
    });

    test('finds exactly the orders that are due, page by page, each once', async () => {
      const now = 1_000;
      const ids = Array.from({ length: 130 }, (_, index) => index + 1);
      const dueAtMs = (id: number) => now + 65 - id;
      for (const id of ids)
        await ledger.save(recordWith(orderKey(id), [pendingEntry({ notBeforeMs: dueAtMs(id) })]), 0, signal);

      const ready = ids
        .filter((id) => dueAtMs(id) <= now)
        .map(String)
        .sort();
      await expect.poll(() => allDue(ledger, now)).toStrictEqual(ready);
      await expect.poll(() => allDue(ledger, now + 1_000)).toStrictEqual(ids.map(String).sort());
    });

    test('waits for the end of a lease', async () => {
      await ledger.save(
        recordWith(orderKey(1), [pendingEntry({ notBeforeMs: 10, lease: { holder: 'a', untilMs: 500 } })]),
        0,
        signal,
      );
      await expect.poll(() => allDue(ledger, 500)).toStrictEqual(['1']);
      expect(await allDue(ledger, 499)).toStrictEqual([]);
    });

    test('finds no order whose next entry is applied, withdrawn, parked or behind a parked one', async () => {
      const parked = pendingEntry({ state: 'parked', parked: 'needsChecking', attempts: 1, unresolvedAttempts: [1] });
      await ledger.save(recordWith(orderKey(1)), 0, signal);
      await ledger.save(recordWith(orderKey(2), [pendingEntry({ state: 'applied' })]), 0, signal);
      await ledger.save(recordWith(orderKey(3), [pendingEntry({ state: 'withdrawn' })]), 0, signal);
      await ledger.save(recordWith(orderKey(4), [parked]), 0, signal);
      await ledger.save(recordWith(orderKey(5), [parked, pendingEntry({ number: 2 })]), 0, signal);
      await ledger.save(
        recordWith(orderKey(6), [pendingEntry({ state: 'applied' }), pendingEntry({ number: 2 })]),
        0,
        signal,
      );
      await expect.poll(() => allDue(ledger, 1)).toStrictEqual(['6']);
    });

    test('finds an order whose payment date was ahead, on its day', async () => {
      const ahead = { ...recordWith(orderKey(1)), paymentAhead: { sinceMs: 5, untilMs: 90 } };
      await ledger.save(ahead, 0, signal);
      await expect.poll(() => allDue(ledger, 90)).toStrictEqual(['1']);
      expect(await allDue(ledger, 89)).toStrictEqual([]);
      await ledger.save({ ...ahead, paymentAhead: null }, 1, signal);
      await expect.poll(() => allDue(ledger, 90)).toStrictEqual([]);
    });

    test('an order leaves the due ones when its entry is applied, and comes back with the next', async () => {
      const applied = pendingEntry({ state: 'applied' });
      await ledger.save(recordWith(orderKey(1), [pendingEntry()]), 0, signal);
      await expect.poll(() => allDue(ledger, 1)).toStrictEqual(['1']);
      await ledger.save(recordWith(orderKey(1), [applied]), 1, signal);
      await expect.poll(() => allDue(ledger, 1)).toStrictEqual([]);
      await ledger.save(recordWith(orderKey(1), [applied, pendingEntry({ number: 2 })]), 2, signal);
      await expect.poll(() => allDue(ledger, 1)).toStrictEqual(['1']);
    });

    test('leaves an order out until then, but no longer than its next save', async () => {
      const order = recordWith(orderKey(1), [pendingEntry({ notBeforeMs: 10 })]);
      await ledger.save(order, 0, signal);
      await ledger.hideUntil(order.key, { nowMs: 10, untilMs: 500 }, signal);
      await expect.poll(() => allDue(ledger, 499)).toStrictEqual([]);
      expect(await ledger.load(order.key, signal)).toStrictEqual({ record: order, version: 1 });
      await expect.poll(() => allDue(ledger, 500)).toStrictEqual(['1']);

      expect(await ledger.save(order, 1, signal)).toBe('saved');
      await expect.poll(() => allDue(ledger, 10)).toStrictEqual(['1']);
    });

    test('says since when an order that is left out again and again has been due, until it is saved', async () => {
      const order = recordWith(orderKey(1), [pendingEntry({ notBeforeMs: 10 })]);
      await ledger.save(order, 0, signal);
      expect(await ledger.hideUntil(order.key, { nowMs: 15, untilMs: 500 }, signal)).toBe(10);
      expect(await ledger.hideUntil(order.key, { nowMs: 499, untilMs: 900 }, signal)).toBeNull();
      expect(await ledger.hideUntil(order.key, { nowMs: 510, untilMs: 900 }, signal)).toBe(10);
      await ledger.save(recordWith(orderKey(1), [pendingEntry({ notBeforeMs: 950 })]), 1, signal);
      expect(await ledger.hideUntil(order.key, { nowMs: 960, untilMs: 1_500 }, signal)).toBe(950);
    });

    test('says since when what has waited longest for a person waits', async () => {
      const parked = (parkedAtMs: number) => pendingEntry({ state: 'parked', parked: 'refused', parkedAtMs });
      expect(await ledger.parkedSinceMs(signal)).toBeNull();
      await ledger.save(recordWith(orderKey(1), [pendingEntry({ state: 'uncollected', parkedAtMs: 10 })]), 0, signal);
      await ledger.save(recordWith(orderKey(2), [parked(900)]), 0, signal);
      await ledger.save(recordWith(orderKey(3), [parked(700)]), 0, signal);
      await expect.poll(() => ledger.parkedSinceMs(signal)).toBe(700);
      await ledger.parkDelivery({ ...delivery, receivedAtMs: 500 }, signal);
      await expect.poll(() => ledger.parkedSinceMs(signal)).toBe(500);
    });

    test('leaving out comes too late once a worker saved another time', async () => {
      await ledger.save(recordWith(orderKey(1), [pendingEntry({ notBeforeMs: 30 })]), 0, signal);
      await ledger.hideUntil(orderKey(1), { nowMs: 20, untilMs: 500 }, signal);
      await expect.poll(() => allDue(ledger, 30)).toStrictEqual(['1']);
    });

    test('leaving out what is not due, or not there, changes nothing', async () => {
      const settled = recordWith(orderKey(1), [pendingEntry({ state: 'applied' })]);
      await ledger.save(settled, 0, signal);
      await ledger.hideUntil(settled.key, { nowMs: 100, untilMs: 500 }, signal);
      await ledger.hideUntil(orderKey(2), { nowMs: 100, untilMs: 500 }, signal);
      expect(await allDue(ledger, 1_000)).toStrictEqual([]);
      expect(await ledger.load(orderKey(2), signal)).toBeNull();
    });

    test('pages on while the orders of earlier pages are settled', async () => {
      const ids = Array.from({ length: 120 }, (_, index) => index + 1);
      for (const id of ids) await ledger.save(recordWith(orderKey(id), [pendingEntry({ notBeforeMs: id })]), 0, signal);
      await expect.poll(() => allDue(ledger, 500)).toHaveLength(ids.length);

      const seen: string[] = [];
      for await (const key of dueKeys(ledger, 500)) {
        seen.push(nameOf(key));
        await ledger.save(recordWith(orderKey(nameOf(key)), [pendingEntry({ state: 'applied' })]), 1, signal);
      }
      expect(seen.sort()).toStrictEqual(ids.map(String).sort());
    });

    test('says since when the order that was due first is due', async () => {
      const times = [900, 200, 500, 700];
      for (const [id, notBeforeMs] of times.entries()) {
        await ledger.save(recordWith(orderKey(id + 1), [pendingEntry({ notBeforeMs })]), 0, signal);
      }
      expect(await oldestDue(ledger, 899)).toBe(200);
      await ledger.hideUntil(orderKey(2), { nowMs: 899, untilMs: 2_000 }, signal);
      expect(await oldestDue(ledger, 899)).toBe(500);
      expect(await oldestDue(ledger, 499)).toBeNull();
    });

    test('finds nothing that it cannot read among what it has saved', async () => {
      await ledger.save(recordWith(orderKey(1), [pendingEntry()]), 0, signal);
      await expect.poll(() => allDue(ledger, 1)).toStrictEqual(['1']);
      expect(await ledger.ready(1, null, signal)).toMatchObject({ unreadable: 0 });
    });

    test('keeps awards beside orders, each by its own name and with its own version', async () => {
      const award = awardWith(awardKey(7), [pendingEntry()]);
      const order = recordWith(orderKey(7), [pendingEntry()]);
      expect(await ledger.load(award.key, signal)).toBeNull();
      expect(await ledger.save(award, 0, signal)).toBe('saved');
      expect(await ledger.save(award, 0, signal)).toBe('conflict');
      expect(await ledger.save(order, 0, signal)).toBe('saved');
      expect(await ledger.save(award, 1, signal)).toBe('saved');
      expect(await ledger.load(award.key, signal)).toStrictEqual({ record: award, version: 2 });
      expect(await ledger.load(order.key, signal)).toStrictEqual({ record: order, version: 1 });
      expect(await ledger.load(awardKey(8), signal)).toBeNull();
    });

    test('finds awards that are due beside orders, and leaves them out likewise', async () => {
      const late = awardWith(awardKey(1), [pendingEntry({ notBeforeMs: 20 })]);
      await ledger.save(recordWith(orderKey(1), [pendingEntry({ notBeforeMs: 10 })]), 0, signal);
      await ledger.save(late, 0, signal);
      await ledger.save(awardWith(awardKey(2), [pendingEntry({ state: 'applied' })]), 0, signal);
      await ledger.save(awardWith(awardKey(3), [pendingEntry({ state: 'parked', parked: 'refused' })]), 0, signal);
      await expect.poll(() => allDue(ledger, 19)).toStrictEqual(['1']);
      await expect.poll(() => allDue(ledger, 20)).toStrictEqual(['1', late.key.award]);

      await ledger.hideUntil(late.key, { nowMs: 20, untilMs: 500 }, signal);
      await expect.poll(() => allDue(ledger, 499)).toStrictEqual(['1']);
      expect(await ledger.save(late, 1, signal)).toBe('saved');
      await expect.poll(() => allDue(ledger, 20)).toStrictEqual(['1', late.key.award]);
    });

    test('names the awards that are due as they were saved', async () => {
      const key = { store: 'acme#1', award: awardKey(9).award };
      await ledger.save(awardWith(key, [pendingEntry()]), 0, signal);
      await expect.poll(async () => (await ledger.ready(1, null, signal)).keys).toStrictEqual([key]);
    });

    test('parks a delivery, and the same one again without complaint; neither is an order', async () => {
      await ledger.parkDelivery(delivery, signal);
      await ledger.parkDelivery({ ...delivery, receivedAtMs: 2 }, signal);
      expect(await allDue(ledger, Number.MAX_SAFE_INTEGER)).toStrictEqual([]);
    });

    test('does nothing once the signal has aborted', async () => {
      const aborted = AbortSignal.abort();
      const record = recordWith(orderKey(1), [pendingEntry()]);
      await expect(ledger.load(record.key, aborted)).rejects.toThrow();
      await expect(ledger.save(record, 0, aborted)).rejects.toThrow();
      await expect(ledger.ready(1, null, aborted)).rejects.toThrow();
      await expect(ledger.parkDelivery(delivery, aborted)).rejects.toThrow();
      expect(await ledger.load(record.key, signal)).toBeNull();
    });
  });
}

const delivery: ParkedDelivery = {
  store: 'acme',
  topic: null,
  signature: null,
  receivedAtMs: 1,
  reason: 'unreadable',
  because: 'not JSON',
  body: Uint8Array.of(0, 255, 10, 123),
};

async function* dueKeys(ledger: Ledger, nowMs: number): AsyncGenerator<RecordKey> {
  let page: string | null = null;
  do {
    const { keys, next } = await ledger.ready(nowMs, page, signal);
    yield* keys;
    page = next;
  } while (page !== null);
}

async function allDue(ledger: Ledger, nowMs: number): Promise<string[]> {
  const orders: string[] = [];
  for await (const key of dueKeys(ledger, nowMs)) orders.push(nameOf(key));
  return orders.sort();
}

async function oldestDue(ledger: Ledger, nowMs: number): Promise<number | null> {
  const oldest: number[] = [];
  let page: string | null = null;
  do {
    const { oldestAtMs, next } = await ledger.ready(nowMs, page, signal);
    if (oldestAtMs !== null) oldest.push(oldestAtMs);
    page = next;
  } while (page !== null);
  return oldest.length === 0 ? null : Math.min(...oldest);
}
