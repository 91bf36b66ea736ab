import { sweepDependencies } from '../src/lambda/dependencies.ts';
import { sweepHandler } from '../src/lambda/sweep-handler.ts';

/** Fired by a schedule: queues the orders whose next attempt is due. */
export const handler = sweepHandler(sweepDependencies());
