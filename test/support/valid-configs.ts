import { readFileSync } from 'node:fs';

/** The promotion that the documentation shows, as it shows it. */
function documentedPromotion(): string {
  const page = readFileSync('docs/configuration.md', 'utf8');
  return /^```ts\n(promotions: \[\n[\s\S]*?^\],\n)```$/m.exec(page)?.[1] ?? '';
}

const SHOP = `{ id: 'my-shopify', account: 'a', platform: 'shopify' as const, shopDomain: 'padaria.myshopify.com', currency: 'BRL',
  timeZone: 'America/Sao_Paulo', awardFrom: '2026-12-01', rules: [{ version: '1', pointsPerUnit: '1' }] }`;
const SITE = `{ id: 'livros', account: 'b', platform: 'woocommerce', siteUrl: 'https://livros.com.br', currency: 'BRL',
  timeZone: 'America/Sao_Paulo', awardFrom: '2026-12-01', rules: [{ version: '1', pointsPerUnit: '1' }] }`;
const IMPORT = "import { defineConfig } from '@ponte/adapter';\n";

/** Valid configurations by what is unusual about each: what they say, and how they are written. */
export const validConfigs: Readonly<Record<string, () => string>> = {
  'one line': () =>
    `import {defineConfig} from "@ponte/adapter"; export default defineConfig({stores:[${SHOP.replaceAll('\n', ' ')}]})`,
  'double quotes and no semicolons': () =>
    `${IMPORT}export default defineConfig({ stores: [${SHOP}] })\n`.replaceAll("'", '"').replaceAll(';', ''),
  'tabs and lines as Windows ends them': () =>
    `${IMPORT}\nexport default defineConfig({\n\tstores: [\n\t\t${SHOP}\n\t],\n});\n`.replaceAll('\n', '\r\n'),
  'JSON in all but name': () => {
    const promotion = {
      id: 'vip',
      store: 's',
      points: 5,
      schedule: 'rate(1 day)',
      audience: { file: 'v.csv' },
      maximumPoints: 9,
    };
    const rule = { version: '1', pointsPerUnit: '0.5', rounding: 'ceil', holdDays: 14 };
    const shop = { id: 's', platform: 'shopify', shopDomain: 's.myshopify.com', currency: 'USD', timeZone: 'UTC' };
    const store = { ...shop, awardFrom: '2026-12-01T00:00', rules: [rule] };
    return `${IMPORT}export default defineConfig(${JSON.stringify({ promotions: [promotion], stores: [store] })})`
      .replaceAll('"shopify"', '"shopify" as const')
      .replaceAll('"ceil"', '"ceil" as const');
  },
  'the promotion that the documentation shows': () =>
    `${IMPORT}export default defineConfig({\nstores: [${SHOP}, ${SITE}],\n${documentedPromotion()}});\n`,
  'one WooCommerce shop alone': () => `${IMPORT}export default defineConfig({ stores: [${SITE}] });\n`,
  'comments everywhere, and a trailing comma after each': () =>
    `// Ours.\n${IMPORT}/* All */ export default defineConfig(/* of */ { /* it */ stores: [ // here\n${SHOP}, /* and */ ],\n});\n// End\n`,
  'parts under names of their own, one of them exported': () =>
    `${IMPORT}export const shop = ${SHOP};\nconst stores = [shop];\nexport default defineConfig({ stores });\n`,
  'made by a function, for several countries': () =>
    `${IMPORT}const shop = (country: string, currency: string) => ({ ...${SHOP}, id: \`shop-\${country}\`,\n account: country, shopDomain: \`shop-\${country}.myshopify.com\`, currency });\nexport default defineConfig({ stores: [shop('br', 'BRL'), shop('pt', 'EUR'), shop('us', 'USD')] });\n`,
  'a variable of the default export': () =>
    `${IMPORT}let ours = defineConfig({ stores: [${SHOP}] });\nexport { ours as default };\n`,
  'every field of a store': () =>
    `${IMPORT}export default defineConfig({ settling: { tryForDays: 7, callsPerSecond: 5 }, stores: [{ ...${SHOP},\n  rules: [{ version: '1', pointsPerUnit: '1', maximumPoints: 500, minimumOrder: '10', tax: 'included', rounding: 'half-up' }],\n  campaigns: [{ name: 'Páscoa 🐣', from: '2027-03-20', to: '2027-03-29', multiplier: '1.5' }],\n  onUnknownCustomer: 'create', onInsufficientBalance: 'takeRest', settlement: 'queued', silence: 'off', allowTestOrders: true,\n  customerReason: { award: 'Pedido {order}', reversal: 'Pedido {order} devolvido' },\n  customer: { by: 'document', noteAttribute: 'cpf' }, shopDomain: ['padaria.myshopify.com', 'old-padaria.myshopify.com'] }] });\n`,
  'fifty stores': () => {
    const stores = Array.from({ length: 50 }, (_, at) =>
      SHOP.replace('my-shopify', `shop-${at}`).replace("'a'", `'a${at}'`).replace('padaria', `padaria-${at}`),
    );
    return `${IMPORT}export default defineConfig({ stores: [${stores.join(',')}] });\n`;
  },
};
