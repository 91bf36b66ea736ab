import { CONSUMER, startWooCommerceShop, type WooCommerceShop } from '../../sandbox/shops/woocommerce-shop.ts';
import { type ConfigInput, configSchema } from '../../src/config/config-schema.ts';
import { toReconciliation } from '../../src/config/reconciliation.ts';
import { createWooCommerceApi } from '../../src/platforms/woocommerce/store-api.ts';
import { createWooCommerceSubscriptions } from '../../src/platforms/woocommerce/subscriptions-api.ts';
import type { PonteEvent } from '../../src/ports/telemetry.ts';
import {
  type Reconciled,
  type ReconcileStoresDependencies,
  reconcileStores,
} from '../../src/reconciliation/reconcile-stores.ts';
import { createModelReconciliations } from './models/reconciliations.ts';
import { CREDENTIALS, createModelSecrets, WEBHOOK_SECRET } from './models/secrets.ts';
import { createModelSubscriptionWatches } from './models/subscription-watches.ts';
import { createWorld, platforms, STORES, type World } from './webhook-world.ts';

export const WEBHOOKS_URL = 'https://ponte.example.com';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** The store of the recorded deliveries. */
export const SHOP = STORES.woocommerce;

type Dependencies = ReconcileStoresDependencies & { readonly stores: World['dependencies']['stores'] };

export interface Reconciling {
  readonly world: World;
  readonly shop: WooCommerceShop;
  /** Change a part by putting another in its place. */
  readonly dependencies: Dependencies;
  /** One run of five minutes, or of so many milliseconds. */
  run(dependencies?: Dependencies, ms?: number): Promise<Reconciled>;
  /** Runs every fifteen minutes, until so much time has passed. */
  runFor(ms: number): Promise<void>;
  /** What was told of this kind, and forgets it. */
  told<Kind extends PonteEvent['kind']>(kind: Kind): readonly Extract<PonteEvent, { kind: Kind }>[];
  close(): Promise<void>;
}

/** Ponte over the simulator's models beside an emulated shop, whose API answers over HTTP. */
export async function startReconciling({
  reconciliation,
  secret = { bonifiq: CREDENTIALS, webhookSecrets: [WEBHOOK_SECRET], storeApi: CONSUMER },
  woocommerce = {},
  isWatched = false,
}: {
  readonly reconciliation?: ConfigInput['reconciliation'];
  readonly secret?: object;
  readonly woocommerce?: object;
  /** Its webhooks are looked at, too. */
  readonly isWatched?: boolean;
} = {}): Promise<Reconciling> {
  let now = () => 0;
  const shop = await startWooCommerceShop({ now: () => now() });
  const world = createWorld({ woocommerce: { siteUrl: [shop.url, 'https://store.example.com'], ...woocommerce } });
  now = world.now;
  const { ledger, queue, emit, stores } = world.dependencies;
  const dependencies: Dependencies = {
    ledger,
    queue,
    emit,
    stores,
    platforms,
    apis: { woocommerce: createWooCommerceApi(world.now) },
    subscriptions: isWatched ? { woocommerce: createWooCommerceSubscriptions(world.now) } : {},
    watches: createModelSubscriptionWatches(),
    webhooksUrl: WEBHOOKS_URL,
    secrets: createModelSecrets(secret),
    reconciliations: createModelReconciliations(),
    policy: toReconciliation(configSchema.shape.reconciliation.parse(reconciliation)),
  };
  let seen = 0;
  const run = (others: Dependencies = dependencies, ms = 5 * MINUTE) =>
    reconcileStores(others, { now: world.now, endsAtMs: world.now() + ms, signal: AbortSignal.timeout(20_000) });
  return {
    world,
    shop,
    dependencies,
    run,
    async runFor(ms) {
      for (let passed = 0; passed < ms; passed += 15 * MINUTE) {
        world.passTime(15 * MINUTE);
        await run();
      }
    },
    told(kind) {
      const all = world.events.slice(seen);
      seen = world.events.length;
      return all.filter((event): event is Extract<PonteEvent, { kind: typeof kind }> => event.kind === kind);
    },
    close: shop.close,
  };
}
