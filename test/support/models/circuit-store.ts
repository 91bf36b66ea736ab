import type { CircuitStore } from '../../../src/ports/circuit-store.ts';
import { createModelSlots } from './slots.ts';

/** A model of the circuit store for simulated histories; it passes the same conformance suite as the one in DynamoDB. */
export const createModelCircuitStore = (): CircuitStore => createModelSlots();
