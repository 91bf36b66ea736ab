import config from '../ponte.config.ts';
import { receiveDependencies } from '../src/environment/dependencies.ts';
import { webhookHandler } from '../src/environment/webhook-handler.ts';
import { shopifyPlatform } from '../src/shopify/shopify-platform.ts';

/** `POST /webhooks/shopify/{store}`: one delivery from Shopify. */
export const handler = webhookHandler(shopifyPlatform, receiveDependencies(config));
