import * as z from 'zod/mini';
import { isUnderWay, type RunRecord, waitsForAPerson } from '../../domain/promotion/run.ts';
import type { RunKey } from '../../domain/promotion/run-key.ts';
import type { RunStore } from '../../ports/run-store.ts';
import { type Slot, update } from '../../shared/optimistic-update.ts';
import { untilAborted } from '../../shared/until-aborted.ts';
import { reach, unlessConflict, writing } from './conditional-write.ts';
import { type DocumentClient, pagesOf } from './document-client.ts';
import { parkedKeys } from './item-keys.ts';
import { storedItem, storedProgress, storedRun } from './stored-run.ts';
import { PARKED_INDEX } from './table-definition.ts';

const names = z.array(z.string());
const listed = z.object({ pk: z.string() });
/** The kinds of runs in the index. */
const OPEN = ['occurrence', 'running'] as const;
/** Runs in a list: a daily promotion has so many in a quarter of a year. */
const MAX_LISTED = 100;

/** Runs and their parts of the progress as items of the ledger's table. */
export function createDynamoDbRunStore({
  client,
  tableName,
}: {
  readonly client: DocumentClient;
  readonly tableName: string;
}): RunStore {
  async function load(pk: string, signal: AbortSignal) {
    const get = { TableName: tableName, Key: { pk }, ConsistentRead: true };
    const { Item: item } = await reach(untilAborted(signal, client.call('GetItem', get, signal)));
    if (item === undefined) return null;
    const { version, stored } = storedItem.parse(item);
    return { version, stored: JSON.parse(stored) as unknown };
  }

  async function save(pk: string, value: object, expectedVersion: number, signal: AbortSignal, keys: object = {}) {
    const attributes = { stored: JSON.stringify(value), ...keys };
    const update = writing({ TableName: tableName, pk }, attributes, expectedVersion);
    return await unlessConflict(reach(untilAborted(signal, client.call('UpdateItem', update, signal))));
  }

  async function listedKeys(kind: (typeof OPEN)[number], sinceMs: number, signal: AbortSignal) {
    const query = {
      TableName: tableName,
      IndexName: PARKED_INDEX,
      KeyConditionExpression: 'parkedKind = :kind AND parkedAtMs >= :since',
      ExpressionAttributeValues: { ':kind': kind, ':since': sinceMs },
    };
    const pks: string[] = [];
    const pages = pagesOf(client, 'Query', query, signal);
    const all = async () => {
      for await (const { Items: items = [] } of pages) pks.push(...items.map((item) => listed.parse(item).pk));
    };
    await reach(untilAborted(signal, all()));
    return pks;
  }

  function listSlot(promotion: string): Slot<readonly string[]> {
    const pk = `PROMOTION#${promotion}`;
    return {
      async load(signal) {
        const loaded = await load(pk, signal);
        return loaded === null ? null : { record: names.parse(loaded.stored), version: loaded.version };
      },
      save: (listed, expectedVersion, signal) => save(pk, listed, expectedVersion, signal),
    };
  }

  return {
    async load(key, signal) {
      const loaded = await load(runPk(key), signal);
      return loaded === null ? null : { record: storedRun.parse(loaded.stored), version: loaded.version };
    },
    async save(record, expectedVersion, signal) {
      return await save(runPk(record.key), record, expectedVersion, signal, indexKeysOf(record));
    },
    async loadProgress(key, number, signal) {
      const loaded = await load(progressPk(key, number), signal);
      return loaded === null ? null : { record: storedProgress.parse(loaded.stored), version: loaded.version };
    },
    saveProgress: (key, number, value, expectedVersion, signal) =>
      save(progressPk(key, number), value, expectedVersion, signal),
    async list(promotion, signal) {
      const listed = await listSlot(promotion).load(signal);
      return (listed?.record ?? []).map((occurrence) => ({ promotion, occurrence }));
    },
    async open(sinceMs, signal) {
      const keys = (await Promise.all(OPEN.map((kind) => listedKeys(kind, sinceMs, signal)))).flat();
      const loaded = await Promise.all(keys.map((pk) => load(pk, signal)));
      return loaded.flatMap((item) => (item === null ? [] : [storedRun.parse(item.stored)]));
    },
    async close(key, signal) {
      const update = {
        TableName: tableName,
        Key: { pk: runPk(key) },
        UpdateExpression: 'REMOVE parkedKind, parkedAtMs',
        ConditionExpression: 'parkedKind = :running',
        ExpressionAttributeValues: { ':running': 'running' },
      };
      await unlessConflict(reach(untilAborted(signal, client.call('UpdateItem', update, signal))));
    },
    async enlist(key, signal) {
      await update<readonly string[], void>(
        listSlot(key.promotion),
        (listed) => {
          const before = listed ?? [];
          if (before.includes(key.occurrence)) return { result: undefined };
          const after = [...before, key.occurrence].toSorted().reverse().slice(0, MAX_LISTED);
          return { save: after, result: undefined };
        },
        signal,
      );
    },
  };
}

function indexKeysOf(record: RunRecord) {
  if (waitsForAPerson(record)) return parkedKeys('occurrence', record.firedAtMs);
  if (isUnderWay(record)) return parkedKeys('running', record.firedAtMs);
  return { parkedKind: undefined, parkedAtMs: undefined };
}

function runPk({ promotion, occurrence }: RunKey): string {
  return `OCCURRENCE#${promotion}#${occurrence}`;
}

function progressPk({ promotion, occurrence }: RunKey, number: number): string {
  return `TALLY#${promotion}#${occurrence}#${number}`;
}
