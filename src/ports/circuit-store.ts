import type { Circuit } from '../domain/circuit.ts';
import type { Slots } from '../shared/optimistic-update.ts';

/** Stores every account's circuit, shared by all containers. Rejects when it cannot be reached. */
export type CircuitStore = Slots<Circuit>;
