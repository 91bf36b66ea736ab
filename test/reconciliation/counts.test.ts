import { expect, test } from 'vitest';
import type { ReconcileDependencies } from '../../src/reconciliation/reconcile-store.ts';
import { DAY, MINUTE, type Reconciling, startReconciling } from '../support/reconciling.ts';
import { likeRecorded } from '../support/store-apis/woocommerce-orders.ts';
import { bytes, deliver } from '../support/webhook-world.ts';

/** Counts what a run asks of the shop and of the table. */
function counting({ dependencies: { ledger, reconciliations, ...others }, shop }: Reconciling) {
  const NOTHING = { loads: 0, consistent: 0, saves: 0, places: 0 };
  let counts = NOTHING;
  const counted = {
    ...others,
    ledger: {
      ...ledger,
      load: ((...asked: Parameters<typeof ledger.load>) => {
        const [, , reading = 'consistent'] = asked;
        const consistent = counts.consistent + (reading === 'consistent' ? 1 : 0);
        counts = { ...counts, loads: counts.loads + 1, consistent };
        return ledger.load(...asked);
      }) as ReconcileDependencies['ledger']['load'],
      save: ((...asked: Parameters<typeof ledger.save>) => {
        counts = { ...counts, saves: counts.saves + 1 };
        return ledger.save(...asked);
      }) as ReconcileDependencies['ledger']['save'],
    },
    reconciliations: {
      ...reconciliations,
      save: (...asked: Parameters<typeof reconciliations.save>) => {
        counts = { ...counts, places: counts.places + 1 };
        return reconciliations.save(...asked);
      },
    },
  };
  let asked = shop.requests.length;
  return {
    dependencies: counted,
    taken() {
      const all = { ...counts, pages: shop.requests.length - asked };
      counts = NOTHING;
      asked = shop.requests.length;
      return all;
    },
  };
}

test('a look that finds nothing reads each order once, writes nothing of it, and one item for each page', async () => {
  const at = await startReconciling();
  try {
    const { dependencies, taken } = counting(at);
    const changedAtMs = at.world.now() - 3 * DAY;
    for (let id = 1_000; id < 1_250; id += 1) {
      const order = likeRecorded('007', id, changedAtMs + (id - 1_000) * MINUTE);
      at.shop.put(order);
      await deliver(at.world, 'woocommerce', { rawBody: bytes(order), topic: 'order.updated' });
    }
    taken();
    // The first run reads what is recent, one empty page, and looks back over 250 orders in three pages, which overlap by one order.
    // Consistently: of bodies of one second the arrival decides, and an order that changes nothing is not read again.
    expect(await at.run(dependencies)).toMatchObject({ read: 252, found: 0, done: 1 });
    expect(taken()).toEqual({ pages: 1 + 3, loads: 252, consistent: 252, saves: 0, places: 1 + 1 + 3 });
    at.world.passTime(15 * MINUTE);
    // Every other one until the next day: one page, and one item.
    expect(await at.run(dependencies)).toMatchObject({ read: 0, found: 0, done: 1 });
    expect(taken()).toEqual({ pages: 1, loads: 0, consistent: 0, saves: 0, places: 1 });
  } finally {
    await at.close();
  }
}, 30_000);
