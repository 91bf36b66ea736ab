import type { AccountStates } from '../../../src/ports/account-states.ts';
import { createModelSlots } from './slots.ts';

/** A model of the circuit store for simulated histories; it passes the same conformance suite as the one in DynamoDB. */
export const createModelAccountStates = (): AccountStates => createModelSlots();
