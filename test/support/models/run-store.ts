import type { Progress } from '../../../src/domain/promotion/progress.ts';
import { isUnderWay, type RunRecord, waitsForAPerson } from '../../../src/domain/promotion/run.ts';
import { type RunKey, scheduledAtMs } from '../../../src/domain/promotion/run-key.ts';
import type { RunStore } from '../../../src/ports/run-store.ts';
import type { Versioned } from '../../../src/shared/optimistic-update.ts';

export interface ModelRunStore extends RunStore {
  /** Everything that is kept, for checking the laws. */
  runs(): readonly Versioned<RunRecord>[];
  parts(): readonly Versioned<Progress>[];
}

/** A model of the store in DynamoDB; it passes the same conformance suite. */
export function createModelRunStore(): ModelRunStore {
  const runs = new Map<string, Versioned<RunRecord>>();
  const parts = new Map<string, Versioned<Progress>>();
  const closed = new Set<string>();
  const lists = new Map<string, RunKey[]>();
  const nameOf = ({ promotion, occurrence }: RunKey) => `${promotion}#${occurrence}`;

  return {
    async load(key, signal) {
      signal.throwIfAborted();
      return runs.get(nameOf(key)) ?? null;
    },
    async save(record, expectedVersion, signal) {
      signal.throwIfAborted();
      const name = nameOf(record.key);
      if ((runs.get(name)?.version ?? 0) !== expectedVersion) return 'conflict';
      runs.set(name, { record, version: expectedVersion + 1 });
      closed.delete(name);
      return 'saved';
    },
    async loadProgress(key, number, signal) {
      signal.throwIfAborted();
      return parts.get(`${nameOf(key)}#${number}`) ?? null;
    },
    async saveProgress(key, number, progress, expectedVersion, signal) {
      signal.throwIfAborted();
      const name = `${nameOf(key)}#${number}`;
      if ((parts.get(name)?.version ?? 0) !== expectedVersion) return 'conflict';
      parts.set(name, { record: progress, version: expectedVersion + 1 });
      return 'saved';
    },
    async list(promotion, signal) {
      signal.throwIfAborted();
      return lists.get(promotion) ?? [];
    },
    async open(sinceMs, signal) {
      signal.throwIfAborted();
      const records = [...runs.values()].map(({ record }) => record).filter(({ firedAtMs }) => firedAtMs >= sinceMs);
      return records.filter(
        (record) => waitsForAPerson(record) || (isUnderWay(record) && !closed.has(nameOf(record.key))),
      );
    },
    async close(key, signal) {
      signal.throwIfAborted();
      closed.add(nameOf(key));
    },
    async enlist(key, signal) {
      signal.throwIfAborted();
      const others = (lists.get(key.promotion) ?? []).filter(({ occurrence }) => occurrence !== key.occurrence);
      lists.set(
        key.promotion,
        [...others, key].toSorted((one, other) => scheduledAtMs(other) - scheduledAtMs(one)).slice(0, 100),
      );
    },
    runs: () => [...runs.values()],
    parts: () => [...parts.values()],
  };
}
