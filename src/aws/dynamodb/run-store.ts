import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { waitsForAPerson } from '../../domain/promotion/run.ts';
import type { OccurrenceKey } from '../../domain/promotion/run-key.ts';
import type { OccurrenceShelf } from '../../ports/run-store.ts';
import { untilAborted } from '../../shared/until-aborted.ts';
import { reach, unlessConflict, writing } from './conditional-write.ts';
import { parkedKeys } from './item-keys.ts';
import { storedItem, storedOccurrence, storedTally } from './stored-run.ts';

const names = z.array(z.string());
/** As many as a promotion of every day has in a quarter of a year. */
const MOST_LISTED = 100;
/** A race for a list is lost to another occurrence of the same promotion. */
const TRIES = 5;

/** Occurrences and their tallies as items of the ledger's table. */
export function createDynamoDbOccurrenceShelf({
  client,
  tableName,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): OccurrenceShelf {
  async function load(pk: string, signal: AbortSignal) {
    const get = new GetCommand({ TableName: tableName, Key: { pk }, ConsistentRead: true });
    const { Item: item } = await reach(untilAborted(signal, client.send(get, { abortSignal: signal })));
    if (item === undefined) return null;
    const { version, stored } = storedItem.parse(item);
    return { version, stored: JSON.parse(stored) as unknown };
  }

  async function save(pk: string, value: object, expectedVersion: number, signal: AbortSignal, keys: object = {}) {
    const attributes = { stored: JSON.stringify(value), ...keys };
    const update = writing({ TableName: tableName, pk }, attributes, expectedVersion);
    return await unlessConflict(reach(untilAborted(signal, client.send(update, { abortSignal: signal }))));
  }

  async function listOf(promotion: string, signal: AbortSignal) {
    const loaded = await load(`PROMOTION#${promotion}`, signal);
    return { names: loaded === null ? [] : names.parse(loaded.stored), version: loaded?.version ?? 0 };
  }

  return {
    async load(key, signal) {
      const loaded = await load(occurrencePk(key), signal);
      return loaded === null ? null : { record: storedOccurrence.parse(loaded.stored), version: loaded.version };
    },
    async save(record, expectedVersion, signal) {
      const listed = waitsForAPerson(record)
        ? parkedKeys('occurrence', record.firedAtMs)
        : { parkedKind: undefined, parkedAtMs: undefined };
      return await save(occurrencePk(record.key), record, expectedVersion, signal, listed);
    },
    async loadTally(key, number, signal) {
      const loaded = await load(tallyPk(key, number), signal);
      return loaded === null ? null : { tally: storedTally.parse(loaded.stored), version: loaded.version };
    },
    saveTally: (key, number, value, expectedVersion, signal) =>
      save(tallyPk(key, number), value, expectedVersion, signal),
    async list(promotion, signal) {
      return (await listOf(promotion, signal)).names.map((name) => ({ promotion, occurrence: name }));
    },
    async enlist(key, signal) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const { names: before, version } = await listOf(key.promotion, signal);
        if (before.includes(key.occurrence)) return;
        const after = [...before, key.occurrence].toSorted().reverse().slice(0, MOST_LISTED);
        if ((await save(`PROMOTION#${key.promotion}`, after, version, signal)) === 'saved') return;
      }
      throw new Error('the list of occurrences is written again and again');
    },
  };
}

function occurrencePk({ promotion, occurrence: name }: OccurrenceKey): string {
  return `OCCURRENCE#${promotion}#${name}`;
}

function tallyPk({ promotion, occurrence: name }: OccurrenceKey, number: number): string {
  return `TALLY#${promotion}#${name}#${number}`;
}
