import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Circuit, CLOSED } from '../../domain/circuit.ts';
import type { CircuitStore } from '../../ports/circuit-store.ts';
import { untilAborted } from '../../shared/until-aborted.ts';
import { ifVersionIs, reach, unlessConflict } from './conditional-write.ts';

/** Stored names are older than those in the code and do not change. */
const storedCircuit = z.object({
  troubles: z.int().nonnegative(),
  pause: z
    .object({
      because: z.enum(['failing', 'limited', 'credentials']),
      lengthMs: z.number(),
      untilMs: z.number(),
      asked: z.boolean(),
      version: z.string().nullable(),
    })
    .nullable(),
});
const storedItem = z.object({ version: z.int().positive(), health: z.string() });

/** The circuits of accounts as items of the ledger's table. */
export function createDynamoDbCircuitStore({
  client,
  tableName,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): CircuitStore {
  return {
    async load(account, signal) {
      const get = new GetCommand({ TableName: tableName, Key: { pk: accountPk(account) }, ConsistentRead: true });
      const { Item: item } = await reach(untilAborted(signal, client.send(get, { abortSignal: signal })));
      if (item === undefined) return null;
      const { version, health } = storedItem.parse(item);
      return { record: readCircuit(health), version };
    },
    async save(account, circuit, expectedVersion, signal) {
      const put = new PutCommand({
        TableName: tableName,
        Item: { pk: accountPk(account), version: expectedVersion + 1, health: toText(circuit) },
        ...ifVersionIs(expectedVersion),
      });
      return await unlessConflict(reach(untilAborted(signal, client.send(put, { abortSignal: signal }))));
    },
  };
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
