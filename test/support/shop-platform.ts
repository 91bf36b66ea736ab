import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { credentialsOf, demoStores } from '../../local/demo-stores.ts';
import { type Endpoints, LOCAL_CLIENT } from '../../local/endpoints.ts';
import type { LocalShops } from '../../local/shops.ts';
import { CONSUMER, startWooCommerceShop, type WooCommerceShop } from '../../sandbox/shops/woocommerce-shop.ts';
import { defineConfig } from '../../src/config/define-config.ts';
import { startTestPlatform, type TestPlatform } from './test-platform.ts';

/** The store of `startShopPlatform`. */
export const SHOP_STORE = 'demo-woocommerce';

export interface ShopPlatform {
  readonly state: string;
  readonly shop: WooCommerceShop;
  readonly platform: TestPlatform;
  close(): Promise<void>;
}

/** A platform whose one store is an emulated shop with an API, and the store's secret holds the key of it. */
export async function startShopPlatform(): Promise<ShopPlatform> {
  const state = await mkdtemp(join(tmpdir(), 'ponte-shop-'));
  const shop = await startWooCommerceShop();
  const platform = await startTestPlatform({ state, shops: () => shopsAt(shop.url) });
  await giveKey(platform.services);
  return {
    state,
    shop,
    platform,
    async close() {
      await platform.stop();
      await shop.close();
      await rm(state, { recursive: true });
    },
  };
}

/** One store, whose shop has its API at `url`. */
export function shopsAt(url: string): LocalShops {
  const config = defineConfig({
    stores: [
      {
        id: SHOP_STORE,
        platform: 'woocommerce',
        siteUrl: [url, 'https://store.example.com'],
        currency: 'EUR',
        timeZone: 'Europe/Amsterdam',
        awardFrom: '2015-01-01',
        rules: [{ version: '1', pointsPerUnit: '1' }],
      },
    ],
  });
  return { config, stores: demoStores.filter(({ id }) => id === SHOP_STORE) };
}

/** Puts the key of the shop's API into the store's secret. */
export async function giveKey({
  secretsManager: endpoint,
  secretPrefix,
}: Pick<Endpoints, 'secretsManager' | 'secretPrefix'>): Promise<void> {
  const client = new SecretsManagerClient({ ...LOCAL_CLIENT, endpoint });
  const webhookSecrets = demoStores.filter(({ id }) => id === SHOP_STORE).map(({ webhookSecret }) => webhookSecret);
  const customerKey = 'made-up-key-of-the-index-of-customers';
  const secret = { bonifiq: credentialsOf(SHOP_STORE), webhookSecrets, storeApi: CONSUMER, customerKey };
  const SecretString = JSON.stringify(secret);
  await client.send(new PutSecretValueCommand({ SecretId: `${secretPrefix}${SHOP_STORE}`, SecretString }));
  client.destroy();
}
