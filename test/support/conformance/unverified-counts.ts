import type { LoadByDay } from '../../../src/domain/unverified-load.ts';
import type { UnverifiedCounts } from '../../../src/ports/unverified-counts.ts';
import { describeSlots, type OpenSlots } from './slots.ts';

const few: LoadByDay = { 20788: { deliveries: 2, bytes: 90 } };
const more: LoadByDay = { ...few, 20789: { deliveries: 1, bytes: 5_242_880 } };

/** What bounding relies on, whatever keeps the counts. `factory` opens empty ones. */
export function describeUnverifiedCounts(name: string, factory: () => Promise<OpenSlots<UnverifiedCounts>>): void {
  describeSlots<LoadByDay, UnverifiedCounts>(`unverified counts: ${name}`, factory, [few, more, {}]);
}
