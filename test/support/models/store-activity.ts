import type { StoreActivities } from '../../../src/ports/store-activity.ts';
import { createModelSlots } from './slots.ts';

/** A model of the stores' activity for simulated histories; it passes the same conformance suite as the one in DynamoDB. */
export const createModelStoreActivities = (): StoreActivities => createModelSlots();
