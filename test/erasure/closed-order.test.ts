import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestsUnder, entryInTheWay, erased } from '../../src/domain/erasure/erase-record.ts';
import { personOf } from '../../src/domain/erasure/person.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { slotOf } from '../../src/ports/ledger.ts';
import { update } from '../../src/shared/optimistic-update.ts';
import { type Genuine, genuine } from '../support/deliveries.ts';
import { createWorld, deliver } from '../support/webhook-world.ts';

const { signal } = new AbortController();
const NOBODY = personOf([]) ?? { emails: [], numbers: [] };
const digest = digestsUnder(Buffer.from('a key that nobody keeps'));

/** Genuine bodies of orders, as the two demo stores get them; a request about personal data is none. */
const bodies = genuine.filter(({ topic }) => !topic.startsWith('customers/') && !topic.startsWith('shop/'));

/** Erases every order that may be, as `ponte forget` does. */
async function eraseAll(world: ReturnType<typeof createWorld>): Promise<ReadonlyMap<string, OrderRecord>> {
  const closed = new Map<string, OrderRecord>();
  for (const { key } of world.ledger.orders()) {
    const { current } = await update<OrderRecord, null>(
      slotOf<OrderRecord>(world.ledger, key),
      (record) => {
        const waits = record === null || entryInTheWay(record, 'theirs', NOBODY) !== null;
        return waits ? { result: null } : { save: erased(record, digest, 1), result: null };
      },
      signal,
    );
    if (current?.record.erasedAtMs !== undefined) closed.set(nameOf(current.record), current.record);
  }
  return closed;
}

/** The change keys that the points API has seen of these orders. */
function keysOf(world: ReturnType<typeof createWorld>, closed: ReadonlyMap<string, OrderRecord>): readonly string[] {
  const orders = new Set([...closed.values()].map(({ key }) => key.order));
  return world.sandbox.state().changes.flatMap(({ changeKey, sent }) => {
    const order = /^(?:ADD|REMOVE)-[^-]+-\d+-(\d+)/.exec(changeKey)?.[1];
    return orders.has(order as never) ? [`${changeKey} × ${sent}`] : [];
  });
}

const nameOf = ({ key }: OrderRecord) => `${key.store}/${key.order}`;

async function send(world: ReturnType<typeof createWorld>, all: readonly Genuine[]): Promise<string[]> {
  const reasons: string[] = [];
  for (const { platform, topic, rawBody } of all) {
    const { reason } = await deliver(world, platform, { rawBody, topic });
    reasons.push(reason);
  }
  return reasons;
}

test('an erased order never changes again, and moves no points: neither by what comes again, nor by what is new', async () => {
  const some = fc.shuffledSubarray([...bodies], { minLength: 1, maxLength: 12 });
  let closedOrders = 0;
  let skipped = 0;
  await fc.assert(
    fc.asyncProperty(some, some, async (before, after) => {
      const world = createWorld();
      await send(world, before);
      const closed = await eraseAll(world);
      const posted = keysOf(world, closed);
      closedOrders += closed.size;
      // What came before comes again, among what is new.
      const reasons = await send(world, [...after, ...before]);
      skipped += reasons.filter((reason) => reason === 'customerErased').length;
      for (const record of closed.values()) {
        expect(await world.ledger.load(record.key, signal)).toMatchObject({ record });
      }
      await world.runWorkers();
      expect(keysOf(world, closed)).toEqual(posted);
    }),
    { numRuns: 60 },
  );
  expect(closedOrders).toBeGreaterThan(20);
  expect(skipped).toBeGreaterThan(0);
});
