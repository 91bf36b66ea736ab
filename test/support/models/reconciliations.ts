import type { Reconciliation } from '../../../src/domain/reconciliation/reconciliation.ts';
import type { Reconciliations } from '../../../src/ports/reconciliations.ts';
import { createModelSlots } from './slots.ts';

/** A model of how far stores were reconciled; it passes the same conformance suite as the one in DynamoDB. */
export function createModelReconciliations(): Reconciliations {
  return createModelSlots<Reconciliation>();
}
