import type { Erasure } from '../../src/domain/erasure/erase-record.ts';
import { personOf } from '../../src/domain/erasure/person.ts';
import { type PrivacyRequest, privacyRequests } from '../../src/domain/parked-reasons.ts';
import { isOrder } from '../../src/domain/record.ts';
import type { Store } from '../../src/domain/store.ts';
import { readPrivacyRequest } from '../../src/platforms/shopify/read-privacy-request.ts';
import type { LedgerScan } from '../../src/ports/ledger-scan.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import { parseLosslessJson } from '../../src/shared/lossless-json.ts';
import type { Connection } from '../connection.ts';
import { Failure } from '../failure.ts';
import { parkedId } from '../parked/parked-line.ts';

/** How somebody names a person: by ids, or by a parked request of the shop's. */
export interface Named {
  readonly ids: readonly string[];
  readonly request?: string;
  /** Only in these stores. */
  readonly store?: readonly string[];
}

/** Whom a command is about. Fails with what is wrong with the words, and quotes no id. */
export async function whom(
  connection: Pick<Connection, 'parkedStore' | 'ledgerScan' | 'config'>,
  { ids, request, store }: Named,
  deadline: Deadline,
): Promise<Erasure> {
  const { stores: configured } = await connection.config();
  if (request !== undefined) return await namedIn(connection, request, configured, deadline);
  const unknown = store?.find((id) => !configured.some((one) => one.id === id));
  if (unknown !== undefined) throw new Failure(`${unknown}: the configuration has no such store.`);
  const person = personOf(ids);
  if (person === null) throw new Failure('One of these is neither an e-mail address nor a number.');
  const byNumber = configured.find(({ customer }) => customer.by === 'platformId');
  if (person.numbers.length > 0 && store === undefined && byNumber !== undefined) {
    throw new Failure(
      `The store ${byNumber.id} names its customers by numbers, and the same number may be another's in another store: say --store.`,
    );
  }
  return { person, orders: new Set(), stores: store === undefined ? null : new Set(store) };
}

async function namedIn(
  { parkedStore, ledgerScan }: Pick<Connection, 'parkedStore' | 'ledgerScan'>,
  id: string,
  configured: readonly Store[],
  { now, signal }: Deadline,
): Promise<Erasure> {
  for await (const parked of parkedStore.list(now(), signal)) {
    if (parked.kind !== 'delivery' || parkedId(parked) !== id) continue;
    const { reason } = parked.delivery;
    const kept = await parkedStore.delivery(parked.pk, signal);
    const body = kept === null ? null : parseLosslessJson(kept.body);
    const named = body?.ok === true ? readPrivacyRequest(body.value) : null;
    if (!isRequest(reason) || named === null) throw new Failure(`${id} is no request about personal data.`);
    const stores = configured.filter((one) => one.platform === 'shopify' && isShop(one, named.shopDomain));
    // An app may be in several shops, and has one address for all requests.
    if (stores.length === 0) {
      throw new Failure(
        `${id} is of another shop than those of the configuration: name its domain there, or dismiss it.`,
      );
    }
    const ids = stores.map((one) => one.id);
    if (reason === 'shopErasureRequested') return { person: 'everyone', orders: new Set(), stores: new Set(ids) };
    const orders = new Set(named.orders.flatMap((order) => ids.map((one) => `${one}/${order}`)));
    const byEmail = new Set(configured.filter(({ customer }) => customer.by === 'email').map((one) => one.id));
    const byOrders = await customersOf(ledgerScan, orders, byEmail, signal);
    const byId = named.customerId === null ? [] : [named.customerId];
    const person = personOf([...byId, ...named.contacts, ...byOrders]);
    if (person === null) throw new Failure(`${id} names its customer by something that is no address and no number.`);
    return { person, orders, stores: new Set(ids) };
  }
  throw new Failure(`${id}: nothing of this id is parked.`);
}

function isRequest(reason: string): reason is PrivacyRequest {
  return privacyRequests.some((one) => one === reason);
}

function isShop({ shopDomains }: Extract<Store, { platform: 'shopify' }>, domain: string | null): boolean {
  return domain !== null && shopDomains.includes(domain);
}

/**
 * By what the orders' stores know their customers, where that is a document or a number of the platform's: the request does not name
 * the document. An order's address may be another person's, and the request names the right one.
 */
async function customersOf(
  scan: LedgerScan,
  orders: ReadonlySet<string>,
  byEmail: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if ([...orders].every((name) => byEmail.has(name.split('/')[0] ?? ''))) return [];
  const customers = new Set<string>();
  for await (const { record } of scan.records(null, signal)) {
    if (record === null || !isOrder(record) || byEmail.has(record.key.store)) continue;
    const isNamed = orders.has(`${record.key.store}/${record.key.order}`) && record.erasedAtMs === undefined;
    if (isNamed && record.customer !== null) customers.add(record.customer);
  }
  return [...customers];
}
