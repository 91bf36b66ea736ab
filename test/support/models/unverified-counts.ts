import type { UnverifiedCounts } from '../../../src/ports/unverified-counts.ts';
import { createModelSlots } from './slots.ts';

/** A model of the counts of what waits unverified; it passes the same conformance suite as the one in DynamoDB. */
export const createModelUnverifiedCounts = (): UnverifiedCounts => createModelSlots();
