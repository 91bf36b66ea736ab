import * as z from 'zod/mini';
import { type Circuit, CLOSED } from '../../domain/circuit.ts';
import type { CircuitStore } from '../../ports/circuit-store.ts';
import { createVersionedItems, type VersionedItemsOptions } from './versioned-items.ts';

/** Stored names are older than those in the code and do not change. */
const storedCircuit = z.object({
  troubles: z.int().check(z.nonnegative()),
  pause: z.nullable(
    z.object({
      because: z.enum(['failing', 'limited', 'credentials']),
      lengthMs: z.number(),
      untilMs: z.number(),
      asked: z.boolean(),
      version: z.nullable(z.string()),
    }),
  ),
});

/** The circuits of accounts as items of the ledger's table. */
export function createDynamoDbCircuitStore(options: VersionedItemsOptions): CircuitStore {
  return createVersionedItems(options, { pk: accountPk, attribute: 'health', toText: toText, fromText: readCircuit });
}

function accountPk(account: string): string {
  return `ACCOUNT#${account}`;
}

function toText({ failures, open }: Circuit): string {
  return JSON.stringify({ troubles: failures, pause: open } satisfies z.input<typeof storedCircuit>);
}

/** What another version wrote in another shape counts as a closed circuit: the next calls open it again if necessary. */
function readCircuit(text: string): Circuit {
  const { data } = storedCircuit.safeParse(JSON.parse(text));
  return data === undefined ? CLOSED : { failures: data.troubles, open: data.pause };
}
