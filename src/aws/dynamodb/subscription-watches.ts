import * as z from 'zod/mini';
import type { SubscriptionWatch } from '../../domain/subscriptions/subscription-watch.ts';
import type { SubscriptionWatches } from '../../ports/subscription-watches.ts';
import { createVersionedItems, type VersionedItemsOptions } from './versioned-items.ts';

const storedWatch = z.object({
  nextAtMs: z.number(),
  fineAtMs: z.nullable(z.number()),
  isSeen: z.boolean(),
});

/** What was seen of stores' webhooks, as items of the ledger's table. */
export function createDynamoDbSubscriptionWatches(options: VersionedItemsOptions): SubscriptionWatches {
  return createVersionedItems<SubscriptionWatch>(options, {
    pk: (store) => `WEBHOOKS#${store}`,
    attribute: 'watch',
    toText: (value) => JSON.stringify(value satisfies z.input<typeof storedWatch>),
    fromText: (text) => storedWatch.parse(JSON.parse(text)),
  });
}
