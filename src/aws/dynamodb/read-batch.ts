import { untilAborted } from '../../shared/until-aborted.ts';
import { reach } from './conditional-write.ts';
import type { DocumentClient } from './document-client.ts';

/**
 * Items of a table by their keys, at most a hundred of them; those that are not there are left out. Eventually consistent, unless
 * `ConsistentRead` says otherwise. What one answer has no room for is asked again.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export async function readBatch(
  { client, tableName }: { readonly client: DocumentClient; readonly tableName: string },
  pks: readonly string[],
  signal: AbortSignal,
  ConsistentRead = false,
): Promise<Readonly<Record<string, unknown>>[]> {
  const items: Readonly<Record<string, unknown>>[] = [];
  let Keys: Record<string, unknown>[] = pks.map((pk) => ({ pk }));
  // An answer brings at least one item, or the call fails.
  while (Keys.length > 0) {
    const get = { RequestItems: { [tableName]: { Keys, ConsistentRead } } };
    const answer = await reach(untilAborted(signal, client.call('BatchGetItem', get, signal)));
    items.push(...(answer.Responses?.[tableName] ?? []));
    Keys = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return items;
}
