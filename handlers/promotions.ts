import config from '../ponte.config.ts';
import { promotionDependencies } from '../src/lambda/dependencies.ts';
import { promotionsHandler } from '../src/lambda/promotions-handler.ts';

/** Handles the promotions queue: starts the runs that schedules trigger, and posts their awards. */
export const handler = promotionsHandler(promotionDependencies(config));
