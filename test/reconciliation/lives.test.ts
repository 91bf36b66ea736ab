import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ShopFault } from '../../sandbox/shops/shop-faults.ts';
import type { OrderJson } from '../../sandbox/shops/woocommerce-query.ts';
import { DAY, HOUR, MINUTE, type Reconciling, startReconciling } from '../support/reconciling.ts';
import { likeRecorded } from '../support/store-apis/woocommerce-orders.ts';
import { bytes, deliver } from '../support/webhook-world.ts';

/** Order 18 of the recordings: 52.48 of goods in 68.00. In cents. */
const GOODS = 5_248;
const TOTAL = 6_800;

/** What happens to an order, and whether its webhook arrives: at once, late, or never. */
type Happening = {
  readonly what: 'paid' | 'refunded' | 'refundDeleted' | 'cancelled' | 'saved';
  readonly webhook: 'arrives' | 'late' | 'lost';
  readonly afterMinutes: number;
};

const happening: fc.Arbitrary<Happening> = fc.record({
  what: fc.constantFrom('paid', 'refunded', 'refunded', 'refundDeleted', 'cancelled', 'saved'),
  webhook: fc.constantFrom('arrives', 'late', 'lost', 'lost'),
  afterMinutes: fc.integer({ min: 0, max: 90 }),
});

const fault: fc.Arbitrary<ShopFault | null> = fc.constantFrom<ShopFault | null>(
  null,
  null,
  { kind: 'status', status: 500 },
  { kind: 'status', status: 429, headers: { 'Retry-After': '600' } },
  { kind: 'cut', afterBytes: 100 },
  { kind: 'notice' },
);

interface Life {
  readonly status: string;
  /** In cents, by the refund's number. */
  readonly refunds: ReadonlyMap<number, number>;
}

function after({ status, refunds }: Life, { what }: Happening, id: number): Life {
  switch (what) {
    case 'paid':
      return { status: 'processing', refunds };
    case 'refunded':
      return {
        status,
        refunds: new Map([...refunds, [id * 100 + refunds.size + Math.max(0, ...refunds.keys()), 1_000]]),
      };
    case 'refundDeleted':
      return { status, refunds: new Map([...refunds].slice(1)) };
    case 'cancelled':
      return { status: 'cancelled', refunds };
    default:
      return { status, refunds };
  }
}

function body(id: number, { status, refunds }: Life, changedAtMs: number): OrderJson {
  const billing = { email: `customer.${id}@example.com` };
  const listed = [...refunds].map(([number, cents]) => ({
    id: number,
    reason: '',
    total: `-${(cents / 100).toFixed(2)}`,
  }));
  return { ...likeRecorded('007', id, changedAtMs), status, billing, refunds: listed };
}

/** By hand: a point for each euro of the goods that are left. */
function pointsOf({ status, refunds }: Life): number {
  const back = [...refunds.values()].reduce((sum, cents) => sum + cents, 0);
  return status === 'cancelled' ? 0 : Math.max(0, Math.floor((GOODS * Math.max(0, TOTAL - back)) / TOTAL / 100));
}

async function live(at: Reconciling, id: number, happenings: readonly Happening[]): Promise<Life> {
  const { world, shop } = at;
  let life: Life = { status: 'processing', refunds: new Map() };
  let changedAtMs = world.now();
  const late: OrderJson[] = [];
  for (const [index, one] of happenings.entries()) {
    world.passTime(one.afterMinutes * MINUTE);
    life = index === 0 ? life : after(life, one, id);
    // A deleted refund leaves the order's time as it is.
    if (one.what !== 'refundDeleted' || index === 0) changedAtMs = world.now();
    const order = body(id, life, changedAtMs);
    shop.put(order);
    if (one.webhook === 'arrives')
      await deliver(world, 'woocommerce', { rawBody: bytes(order), topic: 'order.updated' });
    if (one.webhook === 'late') late.push(order);
    await at.run();
  }
  world.passTime(40 * MINUTE);
  // WooCommerce writes the body when it sends it.
  for (const _ of late) {
    const newest = body(id, life, changedAtMs);
    await deliver(world, 'woocommerce', { rawBody: bytes(newest), topic: 'order.updated' });
  }
  return life;
}

test('whatever webhooks are lost, every order has its points within a day, each exactly once', async () => {
  const lives = fc.array(fc.array(happening, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(lives, fc.array(fault, { maxLength: 8 }), async (orders, faults) => {
      const at = await startReconciling();
      try {
        for (const one of faults) if (one !== null) at.shop.fail(one);
        const ended: Life[] = [];
        for (const [index, happenings] of orders.entries()) ended.push(await live(at, 600 + index, happenings));
        await at.runFor(DAY + 2 * HOUR);
        for (let runs = 0; runs < 5; runs += 1) {
          await at.world.runWorkers();
          at.world.passTime(HOUR);
        }
        const balances = at.world.balances();
        expect(orders.map((_, index) => balances[`customer.${600 + index}@example.com`] ?? 0)).toEqual(
          ended.map(pointsOf),
        );
        expect(at.world.sandbox.state().changes.filter(({ sent }) => sent !== 1)).toEqual([]);
      } finally {
        await at.close();
      }
    }),
    { numRuns: 12 },
  );
}, 60_000);
