import type { Reconciliation } from '../domain/reconciliation/reconciliation.ts';
import type { Slots } from '../shared/optimistic-update.ts';

/** Stores how far each store's orders were reconciled. Rejects when it cannot be reached. */
export type Reconciliations = Slots<Reconciliation>;
