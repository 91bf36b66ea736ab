import { type OccurrenceKey, scheduledAtMs } from '../../../src/domain/promotion/run-key.ts';
import type { OccurrenceShelf, VersionedOccurrence, VersionedTally } from '../../../src/ports/run-store.ts';

export interface ModelOccurrenceShelf extends OccurrenceShelf {
  /** Everything that is kept, for checking the laws. */
  occurrences(): readonly VersionedOccurrence[];
  tallies(): readonly VersionedTally[];
}

/** A model of the shelf in DynamoDB; it passes the same conformance suite. */
export function createModelOccurrenceShelf(): ModelOccurrenceShelf {
  const occurrences = new Map<string, VersionedOccurrence>();
  const tallies = new Map<string, VersionedTally>();
  const lists = new Map<string, OccurrenceKey[]>();
  const nameOf = ({ promotion, occurrence }: OccurrenceKey) => `${promotion}#${occurrence}`;

  return {
    async load(key, signal) {
      signal.throwIfAborted();
      return occurrences.get(nameOf(key)) ?? null;
    },
    async save(record, expectedVersion, signal) {
      signal.throwIfAborted();
      const name = nameOf(record.key);
      if ((occurrences.get(name)?.version ?? 0) !== expectedVersion) return 'conflict';
      occurrences.set(name, { record, version: expectedVersion + 1 });
      return 'saved';
    },
    async loadTally(key, number, signal) {
      signal.throwIfAborted();
      return tallies.get(`${nameOf(key)}#${number}`) ?? null;
    },
    async saveTally(key, number, tally, expectedVersion, signal) {
      signal.throwIfAborted();
      const name = `${nameOf(key)}#${number}`;
      if ((tallies.get(name)?.version ?? 0) !== expectedVersion) return 'conflict';
      tallies.set(name, { tally, version: expectedVersion + 1 });
      return 'saved';
    },
    async list(promotion, signal) {
      signal.throwIfAborted();
      return lists.get(promotion) ?? [];
    },
    async enlist(key, signal) {
      signal.throwIfAborted();
      const others = (lists.get(key.promotion) ?? []).filter(({ occurrence }) => occurrence !== key.occurrence);
      lists.set(
        key.promotion,
        [...others, key].toSorted((one, other) => scheduledAtMs(other) - scheduledAtMs(one)).slice(0, 100),
      );
    },
    occurrences: () => [...occurrences.values()],
    tallies: () => [...tallies.values()],
  };
}
