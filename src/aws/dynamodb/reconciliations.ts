import * as z from 'zod/mini';
import type { Reconciliation } from '../../domain/reconciliation/reconciliation.ts';
import type { Reconciliations } from '../../ports/reconciliations.ts';
import { createVersionedItems, type VersionedItemsOptions } from './versioned-items.ts';

const time = z.number();
const resume = z.nullable(z.string());

const storedReconciliation = z.object({
  recent: z.object({ storeThroughMs: time, movedAtMs: time, resume }),
  sweep: z.nullable(z.object({ storeFromMs: time, storeUntilMs: time, resume })),
  sweptAtMs: z.nullable(time),
  sinceMs: time,
  readAtMs: z.nullable(time),
  pageSize: z.int().check(z.positive()),
  trouble: z.nullable(z.object({ because: z.string(), tries: z.int(), notBeforeMs: time })),
});

/** How far stores were reconciled, as items of the ledger's table. */
export function createDynamoDbReconciliations(options: VersionedItemsOptions): Reconciliations {
  return createVersionedItems<Reconciliation>(options, {
    pk: (store) => `RECONCILED#${store}`,
    attribute: 'reconciliation',
    toText: (value) => JSON.stringify(value satisfies z.input<typeof storedReconciliation>),
    fromText: (text) => storedReconciliation.parse(JSON.parse(text)),
  });
}
