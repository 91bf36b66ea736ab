import config from '../ponte.config.ts';
import { postingDependencies } from '../src/lambda/dependencies.ts';
import { postingHandler } from '../src/lambda/posting-handler.ts';

/** Handles a batch of queue messages: posts the orders and awards that they name, and replays deferred deliveries. */
export const handler = postingHandler(postingDependencies(config));
