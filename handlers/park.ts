import config from '../ponte.config.ts';
import { deadLetterHandler } from '../src/lambda/dead-letter-handler.ts';
import { postingDependencies } from '../src/lambda/dependencies.ts';

/** Tries what settle gave up once more, by itself; what fails again is parked for a person. */
export const handler = deadLetterHandler(postingDependencies(config));
