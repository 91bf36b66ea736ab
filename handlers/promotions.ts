import config from '../ponte.config.ts';
import { promotionDependencies } from '../src/lambda/dependencies.ts';
import { promotionsHandler } from '../src/lambda/promotions-handler.ts';

/** Fired by the schedules of promotions, through their queue: gives each customer of an audience their points. */
export const handler = promotionsHandler(promotionDependencies(config));
