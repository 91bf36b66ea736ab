import config from '../ponte.config.ts';
import { webhookDependencies } from '../src/lambda/dependencies.ts';
import { webhookHandler } from '../src/lambda/webhook-handler.ts';
import { woocommercePlatform } from '../src/platforms/woocommerce/woocommerce-platform.ts';

/** `POST /webhooks/woocommerce/{store}`: one delivery from WooCommerce. */
export const handler = webhookHandler(woocommercePlatform, webhookDependencies(config));
