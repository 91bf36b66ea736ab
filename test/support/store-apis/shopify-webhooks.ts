import type { Json } from './shopify-objects.ts';

/** A webhook that an app made at a shop. */
export interface ShopSubscription {
  readonly id: string;
  readonly topic: string;
  uri: string;
  format: string;
  filter: string | null;
  includeFields: readonly string[];
  apiVersion: { readonly handle: string };
  updatedAt: string;
  failures: number;
}

type Input = Partial<Pick<ShopSubscription, 'uri' | 'format' | 'filter'>> & {
  includeFields?: readonly string[] | null;
};

/** The webhooks of an emulated Shopify shop, as one app sees them. */
export interface ShopSubscriptions {
  all(): readonly ShopSubscription[];
  add(topic: string, uri: string, more?: Partial<ShopSubscription>): ShopSubscription;
  /** Sends something of a topic; a webhook that fails eight times in a row is deleted. Returns by how many it was sent. */
  send(topic: string, answer: (webhook: ShopSubscription) => number): number;
  /** What the API resolves of them: queries and mutations by name. */
  readonly resolvers: Readonly<Record<string, (values: never) => unknown>>;
}

const MAX_FAILURES = 8;

/**
 * Written from Shopify's documentation: one address for a topic and an app; only https; deleted after eight failures in a row.
 * @see https://shopify.dev/docs/apps/build/webhooks/verify-deliveries
 */
export function createShopSubscriptions(now: () => number): ShopSubscriptions {
  const webhooks = new Map<string, ShopSubscription>();
  let lastId = 0;
  const nowText = () => new Date(now()).toISOString();

  function add(topic: string, uri: string, more: Partial<ShopSubscription> = {}): ShopSubscription {
    lastId += 1;
    const made = {
      id: `gid://shopify/WebhookSubscription/${lastId}`,
      topic,
      uri,
      format: 'JSON',
      filter: null,
      includeFields: [],
      apiVersion: { handle: '2026-10' },
      updatedAt: nowText(),
      failures: 0,
      ...more,
    };
    webhooks.set(made.id, made);
    return made;
  }

  function faultOf(topic: string, { uri }: Input, own: string | null): Json | null {
    if (uri === undefined) return null;
    const field = ['webhookSubscription', 'callbackUrl'];
    if (!uri.startsWith('https://')) return { field, message: 'Address protocol http:// is not supported' };
    const isTaken = [...webhooks.values()].some((one) => one.id !== own && one.topic === topic && one.uri === uri);
    return isTaken ? { field, message: 'Address for this topic has already been taken' } : null;
  }

  const changed = (webhook: ShopSubscription | null, ...userErrors: readonly Json[]) => ({
    webhookSubscription: webhook,
    userErrors,
  });
  const notThere = { field: ['id'], message: 'Webhook subscription does not exist' };

  const resolvers = {
    webhookSubscriptions: () => [...webhooks.values()],
    webhookSubscriptionCreate({ topic, webhookSubscription: input }: { topic: string; webhookSubscription: Input }) {
      const fault = faultOf(topic, input, null);
      if (fault !== null) return changed(null, fault);
      const { uri = '', format = 'JSON', filter = null, includeFields } = input;
      return changed(add(topic, uri, { format, filter, includeFields: includeFields ?? [] }));
    },
    webhookSubscriptionUpdate({ id, webhookSubscription: input }: { id: string; webhookSubscription: Input }) {
      const webhook = webhooks.get(id);
      if (webhook === undefined) return changed(null, notThere);
      const fault = faultOf(webhook.topic, input, id);
      if (fault !== null) return changed(webhook, fault);
      if (input.uri !== undefined) webhook.uri = input.uri;
      if (input.format !== undefined) webhook.format = input.format;
      if (input.filter !== undefined) webhook.filter = input.filter;
      if (input.includeFields !== undefined) webhook.includeFields = input.includeFields ?? [];
      webhook.updatedAt = nowText();
      return changed(webhook);
    },
    webhookSubscriptionDelete({ id }: { id: string }) {
      const isDeleted = webhooks.delete(id);
      return { deletedWebhookSubscriptionId: isDeleted ? id : null, userErrors: isDeleted ? [] : [notThere] };
    },
  };

  return {
    all: () => [...webhooks.values()],
    add,
    resolvers,
    send(topic, answer) {
      const ofTopic = [...webhooks.values()].filter((one) => one.topic === topic);
      for (const webhook of ofTopic) {
        const status = answer(webhook);
        webhook.failures = status >= 200 && status < 300 ? 0 : webhook.failures + 1;
        if (webhook.failures === MAX_FAILURES) webhooks.delete(webhook.id);
      }
      return ofTopic.length;
    },
  };
}
