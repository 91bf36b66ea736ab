import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OrderId } from '../../../src/domain/order-facts.ts';
import { nameOf, type RecordKey } from '../../../src/domain/record.ts';
import type { Ledger, ParkedDelivery } from '../../../src/ports/ledger.ts';
import { anyAwardRecord } from '../any-award-record.ts';
import { anyOrderRecord } from '../any-order-record.ts';
import { awardKey, awardWith } from '../award-records.ts';
import { recordOfManyRefunds } from '../many-refunds.ts';
import { orderKey, pendingEntry, recordWith } from '../order-records.ts';

/** An empty ledger, and how to dispose of it. */
export interface OpenLedger {
  readonly ledger: Ledger;
  /** Bodies of other shops as they are listed for a person at that instant. */
  ofOtherShops(nowMs: number): Promise<readonly ListedOfOtherShop[]>;
  close(): Promise<void>;
}

export interface ListedOfOtherShop {
  readonly pk: string;
  readonly host: string;
  readonly order: string | null;
  readonly receivedAtMs: number;
}

/** After all that these tests park, and before it expires. */
const LATER_MS = 50_000_000;

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

    test('shows in an eventually consistent read what was saved, sooner or later', async () => {
      expect(await ledger.load(orderKey(1), signal, 'eventual')).toBeNull();
      const record = recordWith(orderKey(1), [pendingEntry()]);
      await ledger.save(record, 0, signal);
      await expect.poll(() => ledger.load(record.key, signal, 'eventual')).toStrictEqual({ record, version: 1 });
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

    test('keeps an order of 5,000 refunds, and of one more', async () => {
      const [many, more] = [recordOfManyRefunds(5_000), recordOfManyRefunds(5_001)];
      expect(await ledger.save(many, 0, signal)).toBe('saved');
      expect(await ledger.load(many.key, signal)).toStrictEqual({ record: many, version: 1 });
      expect(await ledger.save(more, 1, signal)).toBe('saved');
      expect(await ledger.load(many.key, signal)).toStrictEqual({ record: more, version: 2 });
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

    describe('of each order that another shop tells of', () => {
      const park = (changes: Partial<OtherShopBody> = {}) => {
        const { nowMs, untilMs, ...body } = { ...staging, ...changes };
        const { host, order, hash, receivedAtMs, observedAtMs, rank } = body;
        const described = { order, body: { observedAtMs, arrivedAtMs: receivedAtMs, rank, hash } };
        const parked = { ...delivery, receivedAtMs, reason: 'otherShop', body: Buffer.from(hash) } as const;
        return ledger.parkOtherShop(parked, { host, described }, { nowMs, untilMs }, signal);
      };
      const arrivals = async (nowMs = LATER_MS) =>
        (await open.ofOtherShops(nowMs)).map(({ receivedAtMs }) => receivedAtMs).toSorted((one, other) => one - other);

      test('one body is listed, and is no order', async () => {
        const pk = await park();
        const listed = [{ pk, host: 'staging.example.com', order: '18', receivedAtMs: 100 }];
        await expect.poll(() => open.ofOtherShops(LATER_MS)).toEqual(listed);
        expect(await allDue(ledger, Number.MAX_SAFE_INTEGER)).toStrictEqual([]);
      });

      test.each<[string, Partial<OtherShopBody>, Partial<OtherShopBody>]>([
        ['the newer, by its own time', { observedAtMs: 60 }, { observedAtMs: 50 }],
        ['of two of one instant the later arrival', { receivedAtMs: 101 }, { receivedAtMs: 100 }],
        ['of two of one instant the one of the higher rank', { rank: 4, receivedAtMs: 90 }, { rank: 1 }],
        ['of two of one instant and rank the one of the larger hash', { rank: 4, hash: 'cc' }, { rank: 4, hash: 'bb' }],
        [
          'against one whose clock is ahead the later arrival',
          { receivedAtMs: 2_000_000, observedAtMs: 1_999_999 },
          { receivedAtMs: 1_000_000, observedAtMs: 9_000_000 },
        ],
        [
          'of two whose clocks are ahead the newer by its own time',
          { receivedAtMs: 1_000_000, observedAtMs: 9_000_001 },
          { receivedAtMs: 2_000_000, observedAtMs: 9_000_000 },
        ],
      ])('%s is kept, in either order', async (_, newer, older) => {
        const one = { hash: 'newer', receivedAtMs: 100, ...newer };
        const other = { hash: 'older', receivedAtMs: 100, ...older };
        const both = [
          { ...other, order: orderKey(1).order },
          { ...one, order: orderKey(1).order },
        ];
        for (const body of both) await park(body);
        for (const body of both.toReversed()) await park({ ...body, order: orderKey(2).order });
        await expect.poll(() => arrivals()).toEqual([one.receivedAtMs, one.receivedAtMs]);
      });

      test('the same body again changes nothing, nor when it is kept until', async () => {
        await park({ untilMs: 500 });
        await park({ receivedAtMs: 200, untilMs: 900_000 });
        await expect.poll(() => arrivals(400)).toEqual([100]);
        await expect.poll(() => arrivals(1_000)).toEqual([]);
      });

      test('orders, hosts and stores are kept apart', async () => {
        await park();
        await park({ order: orderKey(19).order, hash: 'b' });
        await park({ host: 'new.example.com', hash: 'c' });
        await expect.poll(() => arrivals()).toHaveLength(3);
      });

      test('what has expired is not listed, and an older body takes its place', async () => {
        await park({ untilMs: 5_000 });
        await expect.poll(() => arrivals(4_999)).toEqual([100]);
        expect(await arrivals(5_000)).toEqual([]);
        await park({ hash: 'older', observedAtMs: 1, receivedAtMs: 6_000, nowMs: 6_000, untilMs: 9_000 });
        await expect.poll(() => arrivals(6_001)).toEqual([6_000]);
      });

      test('bodies that describe none are kept each, once', async () => {
        const unread = (text: string) => ({ ...delivery, body: Buffer.from(text) });
        const of = { host: 'staging.example.com', described: null };
        const time = { nowMs: 10, untilMs: 2 * LATER_MS };
        const first = await ledger.parkOtherShop(unread('a'), of, time, signal);
        expect(await ledger.parkOtherShop(unread('a'), of, time, signal)).toBe(first);
        expect(await ledger.parkOtherShop(unread('b'), of, time, signal)).not.toBe(first);
        // The same bytes may have been parked when the host was the store's.
        expect(await ledger.parkDelivery(unread('a'), signal)).not.toBe(first);
        await expect.poll(() => open.ofOtherShops(LATER_MS)).toHaveLength(2);
        expect((await open.ofOtherShops(LATER_MS)).map(({ order }) => order)).toEqual([null, null]);
      });

      test('of twenty at once the newest is kept', async () => {
        const times = Array.from({ length: 20 }, (_, index) => ((index * 7) % 20) + 1);
        await Promise.all(times.map((at) => park({ hash: `${at}`, observedAtMs: at, receivedAtMs: 1_000 + at })));
        await expect.poll(() => arrivals()).toEqual([1_020]);
      });

      test('is forgotten by its key and arrival, and a newer one that has come meanwhile is not', async () => {
        const pk = await park();
        await park({ hash: 'newer', receivedAtMs: 200, observedAtMs: 60 });
        expect(await ledger.clearDelivery(pk, 100, signal)).toBe('replaced');
        await expect.poll(() => arrivals()).toEqual([200]);
        expect(await ledger.clearDelivery(pk, 200, signal)).toBe('cleared');
        await expect.poll(() => arrivals()).toEqual([]);
        expect(await ledger.clearDelivery(pk, 200, signal)).toBe('cleared');
      });
    });

    test('does nothing once the signal has aborted', async () => {
      const aborted = AbortSignal.abort();
      const record = recordWith(orderKey(1), [pendingEntry()]);
      await expect(ledger.load(record.key, aborted)).rejects.toThrow();
      await expect(ledger.save(record, 0, aborted)).rejects.toThrow();
      await expect(ledger.ready(1, null, aborted)).rejects.toThrow();
      await expect(ledger.parkDelivery(delivery, aborted)).rejects.toThrow();
      const of = { host: 'staging.example.com', described: null };
      await expect(ledger.parkOtherShop(delivery, of, { nowMs: 1, untilMs: 2 }, aborted)).rejects.toThrow();
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

/** A body of another shop, in a word for each of its times. */
interface OtherShopBody {
  readonly host: string;
  readonly order: OrderId;
  readonly hash: string;
  readonly receivedAtMs: number;
  readonly observedAtMs: number;
  readonly rank: number | null;
  readonly nowMs: number;
  readonly untilMs: number;
}

const staging: OtherShopBody = {
  host: 'staging.example.com',
  order: orderKey(18).order,
  hash: 'a',
  receivedAtMs: 100,
  observedAtMs: 50,
  rank: null,
  nowMs: 100,
  untilMs: 2 * LATER_MS,
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
