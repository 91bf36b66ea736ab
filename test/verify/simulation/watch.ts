import type { OrderRecord } from '../../../src/domain/order-record.ts';
import { pendingSinceMs } from '../../../src/domain/pending-since.ts';
import type { Emit, PonteEvent } from '../../../src/ports/telemetry.ts';

/** An order's first entry that waited for longer than an hour, and whether a metric with an alarm told of it meanwhile. */
export interface Wait {
  readonly order: string;
  readonly waitedMs: number;
  readonly isTold: boolean;
}

/** Listens to what the functions tell, and compares it with what waits in the ledger. */
export interface Watch {
  listen(emit: Emit): Emit;
  /** To be called with every record that is saved. */
  saved(record: OrderRecord): void;
  /** To be called with every change that the API is asked for. */
  called(): void;
  readonly calledAtMs: readonly number[];
  readonly waits: readonly Wait[];
  /** When the store was told to be silent. */
  readonly silences: readonly number[];
}

const HOUR_MS = 3_600_000;
/** An hour beyond the plan, and until somebody comes across it: a container's clock may be wrong by minutes. */
const UNTIL_TOLD_MS = 1.5 * HOUR_MS;

interface Told {
  readonly atMs: number;
  /** `null` tells of all orders. */
  readonly order: string | null;
}

export function createWatch(now: () => number): Watch {
  const told: Told[] = [];
  const seen = new Set<string>();
  const waits: Wait[] = [];
  const silences: number[] = [];
  const calledAtMs: number[] = [];

  function hear(event: PonteEvent): void {
    const order = toldBy(event);
    if (event.kind === 'storeSilent') silences.push(now());
    if (order !== undefined) told.push({ atMs: now(), order });
  }

  return {
    listen: (emit) => (event) => {
      hear(event);
      emit(event);
    },
    saved(record) {
      const [first] = record.entries;
      const order = String(record.key.order);
      if (first === undefined || first.state === 'pending' || seen.has(order)) return;
      seen.add(order);
      const sinceMs = pendingSinceMs(record, first);
      const waitedMs = now() - sinceMs;
      if (waitedMs <= UNTIL_TOLD_MS || first.state === 'withdrawn') return;
      const isTold = told.some((one) => one.atMs >= sinceMs && (one.order === null || one.order === order));
      waits.push({ order, waitedMs, isTold });
    },
    called: () => calledAtMs.push(now()),
    calledAtMs,
    waits,
    silences,
  };
}

/** The order that an event tells of by an age or an alarm, `null` for any, `undefined` for none. */
function toldBy(event: PonteEvent): string | null | undefined {
  switch (event.kind) {
    case 'entryLeft':
      // By plan, it waits for its customer for days.
      return event.result === 'customerUnknown' || event.ageMs + event.nextInMs > HOUR_MS ? event.order : undefined;
    case 'swept':
      return event.overdueMs > HOUR_MS ? null : undefined;
    case 'alarm':
    case 'brokeDown':
      return null;
    default:
      return undefined;
  }
}
