import { createShopifyAdmin } from '../../src/platforms/shopify/admin-graphql.ts';
import { createShopifyApi } from '../../src/platforms/shopify/store-api.ts';
import { CREDENTIALS, WEBHOOK_SECRET } from './models/secrets.ts';
import { type Reconciling, startReconciling } from './reconciling.ts';
import { type ShopifyShop, startShopifyShop, TOKEN } from './store-apis/shopify-shop.ts';

/** Ponte beside an emulated Shopify shop, whose Admin API alone is read. */
export async function startShopifyReconciling(
  storeApi: object = TOKEN,
): Promise<Omit<Reconciling, 'shop'> & { readonly shop: ShopifyShop }> {
  const at = await startReconciling({ secret: { bonifiq: CREDENTIALS, webhookSecrets: [WEBHOOK_SECRET], storeApi } });
  const { now } = at.world;
  const shop = await startShopifyShop({ now, restoreRate: 100_000 });
  const admin = createShopifyAdmin(now, () => shop.url);
  const dependencies = { ...at.dependencies, apis: { shopify: createShopifyApi(now, admin) } };
  return {
    ...at,
    shop,
    dependencies,
    run: (others = dependencies, ms) => at.run(others, ms),
    async runFor(ms) {
      for (let passed = 0; passed < ms; passed += QUARTER_MS) {
        at.world.passTime(QUARTER_MS);
        await at.run(dependencies);
      }
    },
    async close() {
      await shop.close();
      await at.close();
    },
  };
}

const QUARTER_MS = 900_000;
