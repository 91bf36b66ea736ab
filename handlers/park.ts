import config from '../ponte.config.ts';
import { parkHandler } from '../src/lambda/dead-letter-handler.ts';
import { settleDependencies } from '../src/lambda/dependencies.ts';

/** Tries what settle gave up once more, by itself; what fails again is parked for a person. */
export const handler = parkHandler(settleDependencies(config));
