import type { WooCommerceStore } from '../../src/domain/store.ts';
import type { Repair } from '../../src/domain/subscriptions/plan-repairs.ts';
import type { ByHand } from './report.ts';
import { quoted } from './shell-word.ts';

/** In the administration of a WooCommerce shop, or by its REST API. */
export function inWooCommerce(
  { siteUrls: [site = ''] }: WooCommerceStore,
  changes: readonly Repair[],
  address: string,
): ByHand {
  const shop = site.replace(/\/+$/, '');
  return {
    where: `WooCommerce, Settings, Advanced, Webhooks: ${shop}/wp-admin/admin.php?page=wc-settings&tab=advanced&section=webhooks`,
    steps: changes.map((change) => stepOf(change, address)),
    requests: changes.map((change) => requestOf(change, `${shop}/wp-json/wc/v3/webhooks`, address)),
    names:
      'CONSUMER_KEY and CONSUMER_SECRET are a key of the shop that may write; WEBHOOK_SECRET is the first of webhookSecrets in the secret of the store.',
  };
}

/** As the shop's form names it: `order.updated` is *Order updated*. */
function inForm(topic: string): string {
  return `${topic[0]?.toUpperCase() ?? ''}${topic.slice(1).replace('.', ' ')}`;
}

function stepOf(change: Repair, address: string): string {
  const topic = inForm(change.topic);
  switch (change.kind) {
    case 'create':
      return `Add webhook. Name: Ponte ${change.topic}. Status: Active. Topic: ${topic}. Delivery URL: ${address}. Secret: the first of webhookSecrets in the secret of the store. API version: WP REST API Integration v3.`;
    case 'update':
      return `Webhook ${change.id}, ${topic}. Status: Active. Delivery URL: ${address}. Secret: the first of webhookSecrets in the secret of the store.`;
    case 'remove':
      return `Webhook ${change.id}, ${topic}: delete it permanently.`;
    default:
      return change satisfies never;
  }
}

/** As a form: no secret has to be written as JSON in a shell. */
function requestOf(change: Repair, url: string, address: string): string {
  const curl = 'curl --fail-with-body -u "$CONSUMER_KEY:$CONSUMER_SECRET"';
  const field = (name: string, value: string) => `--data-urlencode ${quoted(`${name}=${value}`)}`;
  const secret = '--data-urlencode "secret=$WEBHOOK_SECRET"';
  switch (change.kind) {
    case 'create': {
      const fields = [field('name', `Ponte ${change.topic}`), field('topic', change.topic)];
      return [curl, quoted(url), ...fields, field('delivery_url', address), secret].join(' ');
    }
    case 'update': {
      const fields = [field('status', 'active'), field('delivery_url', address), secret];
      return [curl, quoted(`${url}/${change.id}`), ...fields].join(' ');
    }
    case 'remove':
      return [curl, '-X DELETE', quoted(`${url}/${change.id}?force=true`)].join(' ');
    default:
      return change satisfies never;
  }
}
