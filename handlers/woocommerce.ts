import config from '../ponte.config.ts';
import { receiveDependencies } from '../src/environment/dependencies.ts';
import { webhookHandler } from '../src/environment/webhook-handler.ts';
import { woocommercePlatform } from '../src/woocommerce/woocommerce-platform.ts';

/** `POST /webhooks/woocommerce/{store}`: one delivery from WooCommerce. */
export const handler = webhookHandler(woocommercePlatform, receiveDependencies(config));
