import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Page } from '../../../src/aws/dynamodb/pages.ts';
import { fromStored, pagesOf, toStored } from '../../../src/aws/dynamodb/stored-record.ts';
import { decimal } from '../../../src/domain/decimal.ts';
import type { Entry } from '../../../src/domain/entry.ts';
import type { ListedRefund } from '../../../src/domain/order-facts.ts';
import type { KnownFacts, OrderRecord } from '../../../src/domain/order-record.ts';
import { orderKey, pendingEntry, recordWith } from '../../support/order-records.ts';
import { lineBack, refundOf } from '../../support/shopify-facts.ts';

/** So many digits that a few of them fill a page of 3,000 bytes. */
const noise = fc
  .array(fc.bigInt({ min: 10n ** 39n, max: 10n ** 40n - 1n }), { minLength: 45, maxLength: 45 })
  .map(String);

interface Told {
  readonly id: number;
  readonly noise: string;
}
const told: fc.Arbitrary<Told> = fc.record({ id: fc.nat({ max: 30 }), noise });

type Step = (record: OrderRecord) => OrderRecord;

const withFacts =
  (change: (facts: KnownFacts) => Partial<KnownFacts>): Step =>
  (record) => ({ ...record, facts: { ...record.facts, ...change(record.facts) } });

const steps: Record<string, (told: Told) => Step> = {
  refund: ({ id, noise }) =>
    withFacts(({ collectedRefunds: before }) => {
      return { collectedRefunds: { ...before, [id]: refundOf(String(id), { lines: [lineBack(noise)] }) } };
    }),
  status: ({ id, noise }) =>
    withFacts(({ transactionStatuses: before }) => ({
      transactionStatuses: { ...before, [`${id} ${noise}`]: 'success' },
    })),
  listed: ({ id, noise }) => withListed((before) => [...before, { id: `${id} ${noise}`, amount: decimal('5') }]),
  listedNoMore: ({ id }) => withListed((before) => before.toSpliced(id, 1)),
  entry: ({ noise }) => withEntries((before) => [...before, entryOf(before.length + 1, noise, 'applied')]),
  openEntry: ({ noise }) => withEntries((before) => [...before, entryOf(before.length + 1, noise, 'pending')]),
  settled: () => withEntries((before) => before.map((entry) => ({ ...entry, state: 'withdrawn' }))),
  otherEntry: ({ id, noise }) =>
    withEntries((before) => before.map((entry) => (entry.number === id ? { ...entry, reason: noise } : entry))),
};

function withListed(change: (listed: readonly ListedRefund[]) => readonly ListedRefund[]): Step {
  const observed = { observedAtMs: 1, rank: 1, bodyHash: '', aheadSinceMs: null };
  return withFacts(({ listedRefunds }) => ({ listedRefunds: { observed, value: change(listedRefunds?.value ?? []) } }));
}

function withEntries(change: (entries: readonly Entry[]) => readonly Entry[]): Step {
  return (record) => ({ ...record, entries: change(record.entries) });
}

function entryOf(number: number, reason: string, state: Entry['state']): Entry {
  return pendingEntry({ number, reason, state });
}

const anyStep = fc.tuple(fc.constantFrom(...Object.keys(steps)), told);
const grown = (more: readonly (readonly [string, Told])[], record: OrderRecord) =>
  more.reduce((before, [name, about]) => steps[name]?.(about)(before) ?? before, record);

describe('an order in pages', () => {
  test('reads back exactly after whatever becomes of it, from the pages that were written by then', () => {
    let most = 0;
    fc.assert(
      fc.property(fc.array(fc.array(anyStep, { maxLength: 12 }), { minLength: 1, maxLength: 12 }), (saves) => {
        const table = new Map<string, Page>();
        let pages: readonly Page[] = [];
        let record = recordWith(orderKey(1));
        for (const save of saves) {
          record = grown(save, record);
          const stored = toStored(record, pages);
          for (const page of stored.added) table.set(page.name, page);
          pages = pagesOf(stored.attributes).map((name) => table.get(name) as Page);
          expect(fromStored(stored.attributes, pages)).toStrictEqual(record);
          expect(stored.pages).toStrictEqual(pages);
          most = Math.max(most, pages.length);
        }
      }),
      { numRuns: 100 },
    );
    expect(most).toBeGreaterThan(2);
  });

  const entries = (count: number) =>
    Array.from({ length: count }, (_, at) => entryOf(at + 1, String(BigInt(at + 7) ** 60n), 'applied'));
  const many = recordWith(orderKey(1), entries(120));

  test('writes what came since into the next page, and nothing again', () => {
    const first = toStored(many);
    expect(first.added).toHaveLength(1);
    const later = toStored(recordWith(orderKey(1), entries(240)), first.pages);
    expect(later.added.map(({ rows }) => rows.entries.map(({ number }) => number))).toEqual([
      Array.from({ length: 120 }, (_, at) => at + 121),
    ]);
    expect(toStored(recordWith(orderKey(1), entries(241)), later.pages).added).toEqual([]);
  });

  test('writes a refund that has changed again, after its page', () => {
    const refundOfLine = (id: number, line: string) => refundOf(String(id), { lines: [lineBack(line)] });
    const refunds = Object.fromEntries(
      Array.from({ length: 120 }, (_, at) => [at, refundOfLine(at, String(BigInt(at + 7) ** 60n))]),
    );
    const withRefunds = (changes: object): OrderRecord => ({
      ...many,
      facts: { ...many.facts, collectedRefunds: { ...refunds, ...changes } },
    });
    const first = toStored(withRefunds({}));
    const changed = withRefunds({ 5: refundOfLine(5, 'another line') });
    const later = toStored(changed, first.pages);
    expect(later.added).toEqual([]);
    expect(String((later.attributes as { record: unknown }).record)).toContain('another line');
    expect(fromStored(later.attributes, first.pages)).toStrictEqual(changed);
  });

  test('is written anew without its pages when it has become short', () => {
    const first = toStored(many);
    const short = recordWith(orderKey(1), entries(2));
    expect(toStored(short, first.pages)).toEqual({ ...toStored(short), added: [], pages: [] });
  });

  test('has a name for each content, the same in every process', () => {
    const [one] = toStored(many).added;
    expect(one?.name).toMatch(/^[\w-]{12}$/);
    expect(toStored(structuredClone(many)).added[0]?.name).toBe(one?.name);
    expect(toStored(recordWith(orderKey(1), entries(121))).added[0]?.name).not.toBe(one?.name);
  });

  test('is divided where a page would not fit into an item', () => {
    const large = recordWith(
      orderKey(1),
      Array.from({ length: 40 }, (_, at) => entryOf(at + 1, hashes(at), 'applied')),
    );
    const { added, attributes, pages } = toStored(large);
    expect(added.length).toBeGreaterThan(1);
    for (const { bytes } of added) expect(bytes.length).toBeLessThan(400_000);
    expect(fromStored(attributes, pages)).toStrictEqual(large);
  });

  test('is refused without one of its pages, or with one of another order', () => {
    const { attributes, pages } = toStored(many);
    expect(() => fromStored(attributes, [])).toThrow('cannot be read: pages');
    expect(() => fromStored(attributes, [...pages, ...pages])).toThrow('cannot be read: pages');
    const [page] = toStored(recordWith(orderKey(2), entries(121))).pages;
    expect(() => fromStored(attributes, page ? [page] : [])).toThrow('cannot be read: pages');
  });
});

/** 12 KB that nothing compresses much. */
function hashes(seed: number): string {
  return String(BigInt(seed + 3) ** 12_000n);
}
