import type { ShopifyStore } from '../../src/domain/store.ts';
import type { Repair } from '../../src/domain/subscriptions/plan-repairs.ts';
import { ADMIN_API_VERSION } from '../../src/platforms/shopify/admin-graphql.ts';
import { mutationOf } from '../../src/platforms/shopify/subscription-queries.ts';
import type { ByHand } from './report.ts';
import { quoted } from './shell-word.ts';

/** In the settings of a Shopify shop, or as an app of its own. The settings show no webhooks of apps. */
export function inShopify(
  { shopDomains: [shop = ''] }: ShopifyStore,
  changes: readonly Repair[],
  address: string,
): ByHand {
  const made = changes.filter(({ kind }) => kind === 'create');
  return {
    where: `Settings, Notifications, Webhooks: https://admin.shopify.com/store/${shop.replace('.myshopify.com', '')}/settings/notifications/webhooks`,
    steps: [
      ...made.map(
        ({ topic }) =>
          `Create webhook. Event: that of ${topic}. Format: JSON. URL: ${address}. Webhook API version: the latest that is stable.`,
      ),
      "What the shop's settings make is signed with the key shown there, which has to be among webhookSecrets of the store's secret; what an app makes, with its client secret.",
    ],
    requests: changes.map((change) => requestOf(change, shop, address)),
    names: 'ACCESS_TOKEN is a token of the app at this shop.',
  };
}

function requestOf(change: Repair, shop: string, address: string): string {
  const { document: query, variables } = mutationOf(change, address);
  const body = JSON.stringify({ query: query.replace(/\s+/g, ' '), variables });
  return [
    'curl --fail-with-body',
    quoted(`https://${shop}/admin/api/${ADMIN_API_VERSION}/graphql.json`),
    '-H "X-Shopify-Access-Token: $ACCESS_TOKEN"',
    `-H ${quoted('Content-Type: application/json')}`,
    `-d ${quoted(body)}`,
  ].join(' ');
}
