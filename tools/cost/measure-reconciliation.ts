import type { ReconcileStoresDependencies } from '../../src/reconciliation/reconcile-stores.ts';
import { DAY, MINUTE, startReconciling } from '../../test/support/reconciling.ts';
import { startShopifyReconciling } from '../../test/support/reconciling-shopify.ts';
import { likeFixture } from '../../test/support/store-apis/shopify-orders.ts';
import { likeRecorded } from '../../test/support/store-apis/woocommerce-orders.ts';
import { bytes, deliver } from '../../test/support/webhook-world.ts';

/** What some runs of reconciliation asked for. Units are of items of up to 4 KB, and writes of up to 1 KB. */
export interface Asked {
  readonly calls: number;
  /** What Shopify demands in its bucket before a query runs, and what the query takes in the end; `null` at other platforms. */
  readonly points: { readonly requested: number; readonly taken: number } | null;
  readonly readUnits: number;
  readonly writeUnits: number;
}

export interface MeasuredReconciliation {
  readonly platform: 'WooCommerce' | 'Shopify';
  readonly orders: number;
  /** A look back over all of them, of which nothing was lost, and the look at what is new beside it. */
  readonly lookBack: Asked;
  /** A look that finds nothing new. */
  readonly look: Asked;
}

interface Shop {
  /** So far. */
  asked(): Pick<Asked, 'calls' | 'points'>;
}

/** Looks back over so many orders that webhooks told, at both platforms' emulated shops. */
export async function measureReconciliation(orders: number): Promise<readonly MeasuredReconciliation[]> {
  return [await ofWooCommerce(orders), await ofShopify(orders)];
}

async function ofWooCommerce(orders: number): Promise<MeasuredReconciliation> {
  const at = await startReconciling();
  try {
    const firstMs = at.world.now() - 3 * DAY;
    for (let place = 0; place < orders; place += 1) {
      const order = likeRecorded('007', 100_000 + place, firstMs + place * MINUTE);
      at.shop.put(order);
      await deliver(at.world, 'woocommerce', { rawBody: bytes(order), topic: 'order.updated' });
    }
    const shop = { asked: () => ({ calls: at.shop.requests.length, points: null }) };
    return { platform: 'WooCommerce', orders, ...(await measure(at, shop)) };
  } finally {
    await at.close();
  }
}

async function ofShopify(orders: number): Promise<MeasuredReconciliation> {
  const at = await startShopifyReconciling();
  try {
    const firstMs = at.world.now() - 3 * DAY;
    for (let place = 0; place < orders; place += 1) {
      const order = likeFixture('orders-paid', 100_000 + place, firstMs + place * MINUTE);
      at.shop.put(order);
      await deliver(at.world, 'shopify', { rawBody: bytes(order), topic: 'orders/paid' });
    }
    const shop = {
      asked: () => ({
        calls: at.shop.queries.length,
        points: {
          requested: at.shop.queries.reduce((sum, { cost }) => sum + cost, 0),
          taken: at.shop.pointsTaken(),
        },
      }),
    };
    return { platform: 'Shopify', orders, ...(await measure(at, shop)) };
  } finally {
    await at.close();
  }
}

type Reconciling = Pick<Awaited<ReturnType<typeof startReconciling>>, 'dependencies' | 'run' | 'world'>;

async function measure({ dependencies, run, world }: Reconciling, shop: Shop) {
  const { counted, units } = counting(dependencies);
  const asked = async (): Promise<Asked> => {
    const [before, known] = [shop.asked(), units()];
    const { found } = await run(counted);
    if (found > 0) throw new Error(`${found} orders were lost, and none should be`);
    const [after, now] = [shop.asked(), units()];
    return {
      calls: after.calls - before.calls,
      points: after.points && {
        requested: after.points.requested - (before.points?.requested ?? 0),
        taken: after.points.taken - (before.points?.taken ?? 0),
      },
      readUnits: now.read - known.read,
      writeUnits: now.written - known.written,
    };
  };
  const lookBack = await asked();
  world.passTime(15 * MINUTE);
  return { lookBack, look: await asked() };
}

/** The dependencies, with the table's units counted. */
function counting<Some extends ReconcileStoresDependencies>(dependencies: Some) {
  let [read, written] = [0, 0];
  const { ledger, reconciliations } = dependencies;
  const counted: Some = {
    ...dependencies,
    ledger: {
      ...ledger,
      load(key, signal, reading = 'consistent') {
        read += reading === 'consistent' ? 1 : 0.5;
        return ledger.load(key, signal, reading);
      },
      save(record, version, signal) {
        written += 1;
        return ledger.save(record, version, signal);
      },
    },
    reconciliations: {
      load(store, signal) {
        read += 1;
        return reconciliations.load(store, signal);
      },
      save(store, state, version, signal) {
        written += 1;
        return reconciliations.save(store, state, version, signal);
      },
    },
  };
  return { counted, units: () => ({ read, written }) };
}
