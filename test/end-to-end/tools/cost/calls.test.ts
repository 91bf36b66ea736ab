import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OutgoingDelivery } from '../../../../local/deliver.ts';
import { bundledFunctions } from '../../../../local/functions.ts';
import { TIME } from '../../../../src/shared/time-budgets.ts';
import { type CountedPlatform, startCountedPlatform, type Taken } from '../../../../tools/cost/counted-platform.ts';
import { shopifyLife, woocommerceLife } from '../../../../tools/cost/order-lives.ts';
import { badlySigned, unsigned } from '../../../../tools/cost/refused-deliveries.ts';

let directory: string;
let platform: CountedPlatform;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ponte-cost-'));
  platform = await startCountedPlatform(bundledFunctions(directory));
});
afterAll(async () => {
  await platform.stop();
  await rm(directory, { recursive: true });
});

/**
 * What each kind of delivery may call: one eventually consistent read, which is half a unit, one write if it says anything new,
 * one more for the answer to an attempt. How the account fares is read before a call, though every two seconds at most: one read
 * more is right, too. On a machine so busy that the account is not read within 100 ms, the order is recorded without it, and the attempt's
 * mark is a write of its own: one write more is right for a delivery that took longer. A write takes one unit, as the order's item is smaller than a kilobyte. The emulator leaves out what indexes
 * take: `pending` one unit more for each write that moves the order in it, `customers` one for the first write of an order
 * (`test/end-to-end/aws/dynamodb/customer-index-units.test.ts`).
 */
const ALLOWED: Readonly<Record<string, Record<string, number>>> = {
  'says nothing of an order': {},
  'says what is known': { GetItem: 1, readUnits: 0.5 },
  // Another body of its second may have come since the state that an eventually consistent read shows.
  'says what is known, and counts by its arrival': { GetItem: 2, readUnits: 1.5 },
  'says something new': { GetItem: 1, readUnits: 0.5, UpdateItem: 1, writeUnits: 1 },
  'moves points': { GetItem: 1, readUnits: 0.5, UpdateItem: 2, writeUnits: 2, loyaltyApi: 1 },
};

const shopify = [
  'says nothing of an order',
  'moves points',
  'says what is known',
  'says something new',
  'moves points',
  'says something new',
];
const woocommerce = [
  'says something new',
  'says what is known, and counts by its arrival',
  'moves points',
  'says something new',
  'moves points',
];

/** In containers that have read no secret yet: they are the first calls. */
describe.each([
  ['Shopify', shopifyLife(0).sale],
  ['WooCommerce', woocommerceLife(0).sale],
])('a flood of refused deliveries of %s', (_, sale) => {
  const flood = async (refused: (delivery: OutgoingDelivery) => OutgoingDelivery) => {
    const statuses = new Set<number>();
    const begunAtMs = performance.now();
    const taken = await platform.count(async () => {
      for (const { delivery } of [...sale, ...sale, ...sale])
        statuses.add((await platform.send(refused(delivery))).status);
    });
    expect([...statuses]).toEqual([401]);
    return { ...taken, seconds: (performance.now() - begunAtMs) / 1_000 };
  };

  test('calls nothing when it is unsigned', async () => {
    const { secretsManager, seconds: _seconds, ...others } = await flood(unsigned);
    expect([secretsManager, calls(others)]).toEqual([{}, {}]);
  });

  test('reads the secret, and again as often as one may wait for it in a minute, when it is signed by a stranger', async () => {
    const { secretsManager, seconds, ...others } = await flood(badlySigned);
    const { GetItem: reads = 0, ...rest } = calls(others);
    expect([Object.keys(secretsManager), rest]).toEqual([['GetSecretValue'], {}]);
    expect(secretsManager.GetSecretValue).toBeLessThanOrEqual(1 + 1 + 5);
    // How the account fares is read ahead, beside the secret. A container keeps it for two seconds.
    expect(reads).toBeGreaterThanOrEqual(1);
    expect(reads).toBeLessThanOrEqual(1 + Math.floor(seconds / 2));
  });
});

test.each([
  ['Shopify', shopifyLife(0), shopify],
  ['WooCommerce', woocommerceLife(0), woocommerce],
])('no delivery in the life of a %s order calls more than it needs', async (_, { sale, refund }, kinds) => {
  const called: [string, Record<string, number>][] = [];
  for (const { what, delivery } of [...sale, ...refund]) {
    const begunAtMs = performance.now();
    const taken = await platform.count(() => platform.send(delivery));
    const mayHaveWaited = performance.now() - begunAtMs > TIME.openingAccount;
    const { GetItem: reads = 0, UpdateItem: writes = 0, ...others } = calls(taken);
    const ofHealth = others.loyaltyApi === 1 && reads === 2 ? 1 : 0;
    const ofMark = others.loyaltyApi === 1 && writes === 3 && mayHaveWaited ? 1 : 0;
    const readUnits = taken.dynamoDb.readUnits - ofHealth;
    const writeUnits = taken.dynamoDb.writeUnits - ofMark;
    const read = reads > 0 && { GetItem: reads - ofHealth, readUnits };
    const written = writes > 0 && { UpdateItem: writes - ofMark, writeUnits };
    called.push([what, { ...read, ...written, ...others }]);
  }
  expect(called).toEqual([...sale, ...refund].map(({ what }, index) => [what, ALLOWED[kinds[index] ?? '']]));
});

test('a secret is read once by each container, however many deliveries it checks', async () => {
  const { secretsManager } = await platform.count(async () => {
    for (const { delivery } of woocommerceLife(0).sale) await platform.send(delivery);
  });
  expect(secretsManager).toEqual({});
});

/** All but the secret, which the first delivery of a container reads. */
function calls({ dynamoDb, sqs, loyaltyApi }: Omit<Taken, 'secretsManager'>): Record<string, number> {
  return { ...dynamoDb.calls, ...sqs, ...(loyaltyApi > 0 && { loyaltyApi }) };
}
