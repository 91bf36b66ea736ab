import type { Store } from '../../../../src/domain/store.ts';
import type { Random } from '../histories/random.ts';

/** A store whose customers promotions reach; what it says of orders matters to none. */
export function makeStore(random: Random): Store {
  const by = random.pick(['email', 'email', 'document', 'platformId'] as const);
  const common = {
    id: 'shop',
    account: 'main',
    currency: 'BRL',
    timeZone: 'America/Sao_Paulo',
    awardFromMs: 0,
    orderPrefix: '',
    rules: [],
    campaigns: [],
    onUnknownCustomer: random.pick<Store['onUnknownCustomer']>(['retry', 'create', 'park']),
    onInsufficientBalance: random.pick<Store['onInsufficientBalance']>(['park', 'retry', 'takeRest']),
    settlement: 'inline',
    silence: 'off',
    webhooks: 'watch',
    customerReason: { award: null, reversal: null },
    usedKey: { codeNames: [], errorCodes: [], messages: [] },
    unknownCustomer: { codeNames: [], errorCodes: [], messages: [] },
    insufficientBalance: { codeNames: [], errorCodes: [], messages: [] },
    // Promotions are posted all the same.
    shadow: random.chance(0.1),
  } as const;
  if (random.chance(0.5)) {
    const customer = by === 'document' ? { by, noteAttribute: 'CPF' } : { by };
    return { ...common, platform: 'shopify', shopDomains: ['made-up.myshopify.com'], allowTestOrders: false, customer };
  }
  const siteUrls = ['https://made-up.example'];
  return {
    ...common,
    platform: 'woocommerce',
    siteUrls,
    paidStatuses: ['processing'],
    notPaidStatuses: [],
    subOrders: 'ignore',
    customer: { by },
  };
}
