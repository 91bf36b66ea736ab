import * as z from 'zod/mini';
import type { Slots } from '../../shared/optimistic-update.ts';
import { untilAborted } from '../../shared/until-aborted.ts';
import { reach, unlessConflict, writing } from './conditional-write.ts';
import type { DocumentClient } from './document-client.ts';

const storedVersion = z.int().check(z.positive());
const storedText = z.string();

export interface VersionedItemsOptions {
  readonly client: DocumentClient;
  readonly tableName: string;
}

/** Where values are stored, and as what text. */
export interface Storing<Value> {
  pk(name: string): string;
  /** The item's attribute that holds the text. */
  readonly attribute: string;
  toText(value: Value): string;
  /** What another version wrote in an unknown shape counts as a new value. */
  fromText(text: string): Value;
}

/** Small values as items of the ledger's table, each as text in one attribute. */
export function createVersionedItems<Value>(
  { client, tableName: TableName }: VersionedItemsOptions,
  { pk, attribute, toText, fromText }: Storing<Value>,
): Slots<Value> {
  return {
    async load(name, signal) {
      const get = { TableName, Key: { pk: pk(name) }, ConsistentRead: true };
      const { Item: item } = await reach(untilAborted(signal, client.call('GetItem', get, signal)));
      if (item === undefined) return null;
      return { version: storedVersion.parse(item.version), record: fromText(storedText.parse(item[attribute])) };
    },
    async save(name, value, expectedVersion, signal) {
      const update = writing({ TableName, pk: pk(name) }, { [attribute]: toText(value) }, expectedVersion);
      return await unlessConflict(reach(untilAborted(signal, client.call('UpdateItem', update, signal))));
    },
  };
}
