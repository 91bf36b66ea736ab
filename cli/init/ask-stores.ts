import type { Asking } from '../ask.ts';
import { Failure } from '../failure.ts';
import { complain } from '../terminal.ts';
import { type FirstStore, firstFault } from './first-config.ts';

/** Asks for one store after the other. What is wrong with an answer is told, and asked again. */
export async function askStores(asking: Asking, today: string): Promise<readonly FirstStore[]> {
  const stores: FirstStore[] = [];
  do {
    stores.push(await askStore(asking, stores, today));
  } while (await askYes(asking, 'Another store? yes or no', 'no'));
  return stores;
}

async function askStore(asking: Asking, before: readonly FirstStore[], today: string): Promise<FirstStore> {
  const platform = await askOneOf(asking, 'Platform: shopify or woocommerce', ['shopify', 'woocommerce'], 'shopify');
  let store = {
    ...SAMPLE,
    platform,
    host: HOSTS[platform],
    id: freeId(before),
    account: freeId(before),
    awardFrom: today,
  };
  /** Asks for a field until the configuration takes it. */
  const ask = async (field: keyof FirstStore, question: string, usual: string | null) => {
    for (;;) {
      const answer = await answerTo(asking, question, usual);
      const next = { ...store, [field]: answer };
      const fault = firstFault([...before, next]);
      if (fault === null) {
        store = next;
        return answer;
      }
      complain(`  ${fault}`);
    }
  };
  const isShopify = platform === 'shopify';
  const host = await ask(
    'host',
    isShopify ? 'Its own domain, *.myshopify.com' : 'Address of the site, https://…',
    null,
  );
  const id = await ask('id', 'Name of the store, with which its webhook URL ends', nameOf(host));
  if (before.length > 0) {
    await ask(
      'account',
      'BonifiQ account: one name for stores that share one',
      before.some((one) => one.account === id) ? null : id,
    );
  } else {
    store = { ...store, account: id };
  }
  await ask('currency', 'Currency', before.at(-1)?.currency ?? 'BRL');
  await ask('timeZone', 'Time zone', before.at(-1)?.timeZone ?? 'America/Sao_Paulo');
  await ask('awardFrom', 'Orders earn points if paid from this day on', today);
  await ask('pointsPerUnit', 'Points for each unit of the currency', before.at(-1)?.pointsPerUnit ?? '1');
  const customer = await askOneOf(
    asking,
    'BonifiQ knows customers by: email, document or platformId',
    ['email', 'document', 'platformId'],
    'email',
  );
  if (isShopify && customer === 'document') {
    store = { ...store, customer, noteAttribute: 'cpf' };
    await ask('noteAttribute', 'Note attribute of an order that holds the document', 'cpf');
  } else {
    store = { ...store, customer };
  }
  return store;
}

const HOSTS = { shopify: 'a-shop.myshopify.com', woocommerce: 'https://a-shop.com' } as const;
const SAMPLE: FirstStore = {
  platform: 'shopify',
  host: '',
  id: '',
  account: '',
  currency: 'BRL',
  timeZone: 'America/Sao_Paulo',
  awardFrom: '',
  pointsPerUnit: '1',
  customer: 'email',
  noteAttribute: null,
};

/** Not taken yet, so that only the answer can be at fault. */
function freeId(before: readonly FirstStore[]): string {
  return `store-${before.length + 1}-unnamed`;
}

/** Such as `padaria` of `padaria.myshopify.com`, or of `https://www.padaria.com.br`. */
function nameOf(host: string): string | null {
  const name = host.replace(/^https?:\/\/(?:www\.)?/, '').split('.')[0] ?? '';
  return /^[a-z][a-z0-9-]{0,62}$/.test(name) ? name : null;
}

/** The usual answer, in brackets, is that of an empty line. */
async function answerTo(asking: Asking, question: string, usual: string | null): Promise<string> {
  for (;;) {
    const answer = await asking.ask(usual === null ? question : `${question} [${usual}]`);
    if (answer === null) throw new Failure('Nothing was written: the answers ended before the questions.');
    if (answer !== '') return answer;
    if (usual !== null) return usual;
  }
}

async function askOneOf<Answer extends string>(
  asking: Asking,
  question: string,
  answers: readonly Answer[],
  usual: Answer,
): Promise<Answer> {
  for (;;) {
    const given = await answerTo(asking, question, usual);
    const found = answers.find((one) => one.toLowerCase() === given.toLowerCase());
    if (found !== undefined) return found;
    complain(`  write ${answers.join(' or ')}`);
  }
}

/** Whether the answer is yes. */
export async function askYes(asking: Asking, question: string, usual: 'yes' | 'no'): Promise<boolean> {
  return (await askOneOf(asking, question, ['yes', 'no'], usual)) === 'yes';
}
