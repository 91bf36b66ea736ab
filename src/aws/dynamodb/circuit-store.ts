import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type AccountHealth, HEALTHY } from '../../domain/circuit.ts';
import type { AccountShelf } from '../../ports/circuit-store.ts';
import { untilAborted } from '../../shared/until-aborted.ts';
import { ifVersionIs, reach, unlessConflict } from './conditional-write.ts';

const storedHealth = z.object({
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

/** The health of accounts as items of the ledger's table. */
export function createDynamoDbAccountShelf({
  client,
  tableName,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): AccountShelf {
  return {
    async load(account, signal) {
      const get = new GetCommand({ TableName: tableName, Key: { pk: accountPk(account) }, ConsistentRead: true });
      const { Item: item } = await reach(untilAborted(signal, client.send(get, { abortSignal: signal })));
      if (item === undefined) return null;
      const { version, health } = storedItem.parse(item);
      return { version, health: readHealth(health) };
    },
    async save(account, health, expectedVersion, signal) {
      const put = new PutCommand({
        TableName: tableName,
        Item: { pk: accountPk(account), version: expectedVersion + 1, health: JSON.stringify(health) },
        ...ifVersionIs(expectedVersion),
      });
      return await unlessConflict(reach(untilAborted(signal, client.send(put, { abortSignal: signal }))));
    },
  };
}

function accountPk(account: string): string {
  return `ACCOUNT#${account}`;
}

/** What another version of Ponte wrote says nothing to this one; what matters shows itself again with the next call. */
function readHealth(text: string): AccountHealth {
  const read = storedHealth.safeParse(JSON.parse(text));
  return read.success ? read.data : HEALTHY;
}
