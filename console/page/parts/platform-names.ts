export const platformNames = { shopify: 'Shopify', woocommerce: 'WooCommerce' } as const;
