import config from '../ponte.config.ts';
import { webhookDependencies } from '../src/lambda/dependencies.ts';
import { webhookHandler } from '../src/lambda/webhook-handler.ts';
import { promptShopifyPlatform } from '../src/platforms/shopify/shopify-platform.ts';

/** `POST /webhooks/shopify/{store}`: one delivery from Shopify. */
export const handler = webhookHandler(promptShopifyPlatform, webhookDependencies(config));
