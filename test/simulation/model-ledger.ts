import { createHash } from 'node:crypto';
import type { Ledger, ParkedDelivery, Versioned } from '../../src/ledger/ledger.ts';
import { nextAttemptAtMs } from '../../src/ledger/next-step.ts';
import type { OrderKey, OrderRecord } from '../../src/ledger/order-record.ts';

export interface ModelLedger extends Ledger {
  /** Every order, for checking the laws. */
  orders(): readonly OrderRecord[];
  parkedDeliveries(): readonly ParkedDelivery[];
  /** As a person with the right to write would. */
  overwrite(record: OrderRecord): void;
}

/** A model of the DynamoDB ledger for simulated histories; it passes the same conformance suite. */
export function createModelLedger({ pageSize = 100 } = {}): ModelLedger {
  const items = new Map<string, Versioned>();
  const leftOut = new Map<string, number>();
  const parked = new Map<string, ParkedDelivery>();
  const idOf = (key: OrderKey) => `${key.store}#${key.order}`;

  return {
    async load(key, signal) {
      signal.throwIfAborted();
      const item = items.get(idOf(key));
      return item === undefined ? null : structuredClone(item);
    },
    async save(record, expectedVersion, signal) {
      signal.throwIfAborted();
      const id = idOf(record.key);
      if ((items.get(id)?.version ?? 0) !== expectedVersion) return 'conflict';
      items.set(id, { record: structuredClone(record), version: expectedVersion + 1 });
      leftOut.delete(id);
      return 'saved';
    },
    async due(nowMs, page, signal) {
      signal.throwIfAborted();
      const due = [...items]
        .map(([id, { record }]) => {
          const atMs = nextAttemptAtMs(record) ?? Number.POSITIVE_INFINITY;
          return { id, key: record.key, atMs: Math.max(atMs, leftOut.get(id) ?? atMs) };
        })
        .filter(({ atMs }) => atMs <= nowMs)
        .sort((one, other) => (one.id < other.id ? -1 : 1));
      const rest = page === null ? due : due.filter(({ id }) => id > page);
      const keys = rest.slice(0, pageSize);
      const next = rest.length > pageSize ? (keys.at(-1)?.id ?? null) : null;
      const oldestAtMs = keys.length === 0 ? null : Math.min(...keys.map(({ atMs }) => atMs));
      return { keys: keys.map(({ key }) => key), oldestAtMs, next };
    },
    async leaveOut(key, { nowMs, untilMs }, signal) {
      signal.throwIfAborted();
      const item = items.get(idOf(key));
      const dueAtMs = item === undefined ? null : nextAttemptAtMs(item.record);
      if (dueAtMs !== null && (leftOut.get(idOf(key)) ?? dueAtMs) <= nowMs) leftOut.set(idOf(key), untilMs);
    },
    async parkDelivery(delivery, signal) {
      signal.throwIfAborted();
      const id = `${delivery.store}#${createHash('sha256').update(delivery.body).digest('hex')}`;
      if (!parked.has(id)) parked.set(id, delivery);
    },
    orders: () => [...items.values()].map(({ record }) => record),
    parkedDeliveries: () => [...parked.values()],
    overwrite(record) {
      const id = idOf(record.key);
      items.set(id, { record, version: (items.get(id)?.version ?? 0) + 1 });
    },
  };
}
