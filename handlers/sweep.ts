import { sweepDependencies } from '../src/environment/dependencies.ts';
import { sweepHandler } from '../src/environment/sweep-handler.ts';

/** Fired by a schedule: queues the orders whose next attempt is due. */
export const handler = sweepHandler(sweepDependencies());
