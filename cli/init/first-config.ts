import { ConfigError, defineConfig } from '../../src/config/define-config.ts';

/** A store as somebody begins with it. */
export interface FirstStore {
  readonly platform: 'shopify' | 'woocommerce';
  /** `*.myshopify.com`, or the address of the site. */
  readonly host: string;
  readonly id: string;
  readonly account: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly awardFrom: string;
  readonly pointsPerUnit: string;
  readonly customer: 'email' | 'platformId' | 'document';
  /** Of Shopify, the name of the note attribute that holds the document. */
  readonly noteAttribute: string | null;
}

/** What is wrong with these stores, in words; null when nothing is. */
export function firstFault(stores: readonly FirstStore[]): string | null {
  try {
    defineConfig({ stores: inputsOf(stores) });
    return null;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // Such as `store "my-shop", currency: use the three capital letters …`
    return (error.faults[0] ?? '').replace(/^.*?: /, '');
  }
}

/** A `ponte.config.ts` of these stores, as the template is written. */
export function firstConfig(stores: readonly FirstStore[]): string {
  return `import { defineConfig } from '@ponte/adapter';

/** Your stores and their points rules. \`docs/configuration.md\` explains every field; \`npm run build\` checks this file. */
export default defineConfig({
  stores: [
${inputsOf(stores).map(storeText).join('')}  ],
});
`;
}

function inputsOf(stores: readonly FirstStore[]) {
  return stores.map((store, at) => {
    const { platform, host, id, account, currency, timeZone, awardFrom, pointsPerUnit } = store;
    const common = {
      id,
      account,
      currency,
      timeZone,
      awardFrom,
      rules: [{ version: awardFrom.slice(0, 4), pointsPerUnit }],
      // The order numbers of two WooCommerce shops would meet in one account.
      ...(platform === 'woocommerce' && sharesAccount(stores, store) && { orderPrefix: `${at + 1}.` }),
    };
    return platform === 'shopify'
      ? { ...common, platform, shopDomain: host, customer: shopifyCustomer(store) }
      : { ...common, platform, siteUrl: host, customer: { by: store.customer } };
  });
}

function sharesAccount(stores: readonly FirstStore[], { account }: FirstStore): boolean {
  return stores.filter((one) => one.account === account).length > 1;
}

function shopifyCustomer({ customer, noteAttribute }: FirstStore) {
  return customer === 'document' ? { by: customer, noteAttribute: noteAttribute ?? '' } : { by: customer };
}

function storeText(store: ReturnType<typeof inputsOf>[number]): string {
  const { id, account, platform, rules, customer, ...others } = store;
  const fields = { id, account, platform, ...others, rules, customer };
  const lines = Object.entries(fields).map(([name, value]) => `      ${name}: ${valueText(value)},\n`);
  return `    {\n${lines.join('')}    },\n`;
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([name, one]) => `${name}: ${valueText(one)}`)
      .join(', ')} }`;
  }
  return `'${String(value).replace(/[\\']/g, '\\$&')}'`;
}
