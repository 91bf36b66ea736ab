import config from '../ponte.config.ts';
import { postingDependencies } from '../src/lambda/dependencies.ts';
import { postingHandler } from '../src/lambda/posting-handler.ts';

/** Settles the orders that a batch of queue messages names; what could not be settled or scheduled comes again. */
export const handler = postingHandler(postingDependencies(config));
