/** A store with nothing but what must be given, as a merchant's engineer would begin. Untyped: tests break it in every way. */
export const shopifyInput = {
  id: 'my-shopify',
  platform: 'shopify',
  shopDomain: 'my-shop.myshopify.com',
  currency: 'BRL',
  timeZone: 'America/Sao_Paulo',
  awardFrom: '2026-12-01',
  rules: [{ version: '2026', pointsPerUnit: '1' }],
};

export const wooCommerceInput = {
  id: 'my-woocommerce',
  platform: 'woocommerce',
  siteUrl: 'https://store.example.com',
  currency: 'BRL',
  timeZone: 'America/Sao_Paulo',
  awardFrom: '2026-12-01',
  rules: [{ version: '2026', pointsPerUnit: '1' }],
};

/** The same without one of its fields. */
export function without(input: object, field: string): object {
  return Object.fromEntries(Object.entries(input).filter(([name]) => name !== field));
}
