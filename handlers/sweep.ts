import { sweepDependencies } from '../src/lambda/dependencies.ts';
import { sweepHandler } from '../src/lambda/sweep-handler.ts';

/** Triggered by a schedule: queues the orders whose next attempt is ready. */
export const handler = sweepHandler(sweepDependencies());
