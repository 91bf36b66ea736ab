import type { Reconciliation } from '../../../src/domain/reconciliation/reconciliation.ts';
import type { Reconciliations } from '../../../src/ports/reconciliations.ts';
import { describeSlots, type OpenSlots } from './slots.ts';

const first: Reconciliation = {
  recent: { storeThroughMs: 1_764_072_000_000, movedAtMs: 1_764_072_000_123, resume: null },
  sweep: null,
  sweptAtMs: null,
  sinceMs: 1_764_072_000_123,
  readAtMs: null,
  pageSize: 100,
  trouble: null,
};
const underWay: Reconciliation = {
  ...first,
  recent: { storeThroughMs: 1_764_072_900_000, movedAtMs: 1_764_073_000_123, resume: '1764072899000+80' },
  sweep: { storeFromMs: 1_758_888_000_000, storeUntilMs: 1_764_072_000_000, resume: '1758889999000+0' },
  sweptAtMs: 1_764_072_000_123,
  readAtMs: 1_764_073_000_123,
  pageSize: 12,
};
const troubled: Reconciliation = {
  ...underWay,
  trouble: { because: '503: the shop asks to come back later', tries: 2, notBeforeMs: 1_764_073_600_000 },
};

/** What reconciling relies on, whatever keeps how far it came. `factory` opens an empty one. */
export function describeReconciliations(name: string, factory: () => Promise<OpenSlots<Reconciliations>>): void {
  describeSlots<Reconciliation, Reconciliations>(`reconciliations: ${name}`, factory, [first, underWay, troubled]);
}
