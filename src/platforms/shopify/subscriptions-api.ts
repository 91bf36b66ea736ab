import * as z from 'zod/mini';
import type { ShopifyStore } from '../../domain/store.ts';
import type { Repair } from '../../domain/subscriptions/plan-repairs.ts';
import type { Subscription } from '../../domain/subscriptions/subscription.ts';
import type { StoreApiFault } from '../../ports/store-api.ts';
import type { SubscriptionsApi } from '../../ports/subscriptions-api.ts';
import { failed, unsupported } from '../store-api-fault.ts';
import type { ShopifyAdmin } from './admin-graphql.ts';
import { adminAccess } from './admin-token.ts';
import { time } from './field-schemas.ts';
import { SHOPIFY_NEEDS } from './subscription-needs.ts';
import { mutationOf, topicName, WEBHOOKS } from './subscription-queries.ts';

const PER_PAGE = 100;
/** An app with two thousand webhooks at a shop has another trouble. */
const MAX_PAGES = 20;

const listSchema = z.object({
  webhookSubscriptions: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        topic: z.string(),
        uri: z.string(),
        format: z.string(),
        filter: z.nullable(z.string()),
        includeFields: z.array(z.string()),
        apiVersion: z.object({ handle: z.string() }),
        updatedAt: time,
      }),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.nullable(z.string()) }),
  }),
});
type Node = z.infer<typeof listSchema>['webhookSubscriptions']['nodes'][number];

const changeSchema = z.object({
  change: z.nullable(z.object({ userErrors: z.array(z.object({ field: z.nullable(z.array(z.string())) })) })),
});

/** The topics by the API's own names, such as `ORDERS_PAID`. */
const TOPICS = new Map([...SHOPIFY_NEEDS.topics, ...SHOPIFY_NEEDS.optional].map((topic) => [topicName(topic), topic]));

/**
 * The webhooks that an app made at a shop through Shopify's Admin API. Those of the app's own file and those that a person made in the shop's
 * settings are not shown. Their deliveries are signed with the app's client secret, and nobody can choose another. The scope of a topic's object
 * is enough to make one.
 * @see https://shopify.dev/docs/api/admin-graphql/latest/queries/webhookSubscriptions
 */
export function createShopifySubscriptions(admin: ShopifyAdmin): SubscriptionsApi<ShopifyStore> {
  return {
    needs: SHOPIFY_NEEDS,
    showsAll: false,
    async list(store, credentials, signal) {
      const access = adminAccess(store, credentials);
      if ('kind' in access) return access;
      const subscriptions: Subscription[] = [];
      let after: string | null = null;
      for (let page = 1; page <= MAX_PAGES; page += 1) {
        const answer = await admin.ask(access, WEBHOOKS, { first: PER_PAGE, after }, signal);
        if (answer.kind !== 'data') return answer;
        const { data } = listSchema.safeParse(answer.data);
        if (data === undefined) return failed('the answer has no webhooks');
        const { nodes, pageInfo } = data.webhookSubscriptions;
        subscriptions.push(...nodes.map(toSubscription));
        if (!pageInfo.hasNextPage) return { kind: 'listed', subscriptions };
        after = pageInfo.endCursor;
      }
      return failed(`the app has more than ${MAX_PAGES * PER_PAGE} webhooks`);
    },
    async repair(store, credentials, repair, { address }, signal) {
      const access = adminAccess(store, credentials);
      if ('kind' in access) return access;
      const { document, variables } = mutationOf(repair, address);
      const answer = await admin.ask(access, document, variables, signal);
      if (answer.kind !== 'data') return answer;
      const { data } = changeSchema.safeParse(answer.data);
      return data?.change ? resultOf(repair, data.change.userErrors) : failed('the answer says nothing of the webhook');
    },
  };
}

function toSubscription({ id, topic, uri, format, filter, includeFields, apiVersion, updatedAt }: Node): Subscription {
  return {
    id,
    topic: TOPICS.get(topic) ?? topic.toLowerCase(),
    address: uri,
    // One that fails is deleted.
    state: 'active',
    format: format.toLowerCase(),
    version: apiVersion.handle,
    isPartial: includeFields.length > 0 || (filter ?? '') !== '',
    changedAtMs: updatedAt,
  };
}

/** Its words are not repeated: they may hold what was sent. */
function resultOf(
  repair: Repair,
  errors: readonly { readonly field: readonly string[] | null }[],
): { readonly kind: 'repaired' } | StoreApiFault {
  const fields = errors.flatMap(({ field }) => field ?? []).filter((field) => /^[A-Za-z]{1,40}$/.test(field));
  const isGone = repair.kind === 'remove' && fields.includes('id');
  if (errors.length === 0 || isGone) return { kind: 'repaired' };
  return unsupported(`Shopify does not take the webhook${fields.length > 0 ? `, for ${fields.join('.')}` : ''}`);
}
