import type { Repair } from '../../domain/subscriptions/plan-repairs.ts';

/** The app's webhooks at a shop. */
export const WEBHOOKS = `query webhooks($first: Int!, $after: String) {
  webhookSubscriptions(first: $first, after: $after) {
    nodes { id topic uri format filter includeFields apiVersion { handle } updatedAt }
    pageInfo { hasNextPage endCursor }
  }
}`;

const CREATE_WEBHOOK = `mutation createWebhook($topic: WebhookSubscriptionTopic!, $webhook: WebhookSubscriptionInput!) {
  change: webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhook) { userErrors { field } }
}`;

const UPDATE_WEBHOOK = `mutation updateWebhook($id: ID!, $webhook: WebhookSubscriptionInput!) {
  change: webhookSubscriptionUpdate(id: $id, webhookSubscription: $webhook) { userErrors { field } }
}`;

const DELETE_WEBHOOK = `mutation deleteWebhook($id: ID!) {
  change: webhookSubscriptionDelete(id: $id) { userErrors { field } }
}`;

/** A topic by the API's own name: `orders/paid` is `ORDERS_PAID`. */
export function topicName(topic: string): string {
  return topic.replace('/', '_').toUpperCase();
}

/** The mutation that makes a change. */
export function mutationOf(
  repair: Repair,
  address: string,
): { readonly document: string; readonly variables: Readonly<Record<string, unknown>> } {
  const whole = { uri: address, format: 'JSON' };
  switch (repair.kind) {
    case 'create':
      return { document: CREATE_WEBHOOK, variables: { topic: topicName(repair.topic), webhook: whole } };
    case 'update':
      return {
        document: UPDATE_WEBHOOK,
        variables: { id: repair.id, webhook: { ...whole, includeFields: null, filter: null } },
      };
    case 'remove':
      return { document: DELETE_WEBHOOK, variables: { id: repair.id } };
    default:
      return repair satisfies never;
  }
}
