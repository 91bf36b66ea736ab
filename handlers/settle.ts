import config from '../ponte.config.ts';
import { settleDependencies } from '../src/lambda/dependencies.ts';
import { settleHandler } from '../src/lambda/posting-handler.ts';

/** Settles the orders that a batch of queue messages names; what could not be settled or scheduled comes again. */
export const handler = settleHandler(settleDependencies(config));
