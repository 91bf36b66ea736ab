import config from '../ponte.config.ts';
import { sweepDependencies } from '../src/lambda/dependencies.ts';
import { sweepHandler } from '../src/lambda/sweep-handler.ts';

/** Triggered by a schedule: queues the orders whose next attempt is ready, and watches for silent or refused stores. */
export const handler = sweepHandler(sweepDependencies(config));
