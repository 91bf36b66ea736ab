import config from '../ponte.config.ts';
import { settleDependencies } from '../src/environment/dependencies.ts';
import { parkHandler } from '../src/environment/park-handler.ts';

/** Tries what settle gave up once more, by itself; what fails again is parked for a person. */
export const handler = parkHandler(settleDependencies(config));
