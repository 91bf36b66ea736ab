import config from '../ponte.config.ts';
import { deadLetterHandler } from '../src/lambda/dead-letter-handler.ts';
import { postingDependencies } from '../src/lambda/dependencies.ts';

/** Handles the settle queue's dead letters once more, each alone; one that fails again is parked. */
export const handler = deadLetterHandler(postingDependencies(config));
