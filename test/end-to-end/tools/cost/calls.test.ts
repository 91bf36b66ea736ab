import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundledFunctions } from '../../../../local/functions.ts';
import { type CountedPlatform, startCountedPlatform, type Taken } from '../../../../tools/cost/counted-platform.ts';
import { shopifyLife, woocommerceLife } from '../../../../tools/cost/order-lives.ts';

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
 * What each kind of delivery may call: one read, one write if it says anything new, two more writes for an attempt. How the
 * account fares is read before a call, though every two seconds at most: twice as many reads are right, too.
 */
const ALLOWED: Readonly<Record<string, Record<string, number>>> = {
  'says nothing of an order': {},
  'says what is known': { GetItem: 1 },
  'says something new': { GetItem: 1, UpdateItem: 1 },
  'moves points': { GetItem: 1, UpdateItem: 3, loyaltyApi: 1 },
};

const shopify = [
  'says nothing of an order',
  'moves points',
  'says what is known',
  'says something new',
  'moves points',
  'says something new',
];
const woocommerce = ['says something new', 'says what is known', 'moves points', 'says something new', 'moves points'];

test.each([
  ['Shopify', shopifyLife(0), shopify],
  ['WooCommerce', woocommerceLife(0), woocommerce],
])('no delivery in the life of a %s order calls more than it needs', async (_, { sale, refund }, kinds) => {
  const called: [string, Record<string, number>][] = [];
  for (const { what, delivery } of [...sale, ...refund]) {
    const { GetItem: reads = 0, ...others } = calls(await platform.count(() => platform.send(delivery)));
    const ofHealth = others.loyaltyApi === 1 && reads === 2 ? 1 : 0;
    called.push([what, { ...(reads > 0 && { GetItem: reads - ofHealth }), ...others }]);
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
function calls({ dynamoDb, sqs, loyaltyApi }: Taken): Record<string, number> {
  return { ...dynamoDb.calls, ...sqs, ...(loyaltyApi > 0 && { loyaltyApi }) };
}
