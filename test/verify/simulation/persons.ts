import { createHash } from 'node:crypto';
import { type RepinChoice, repinOrders } from '../../../cli/repin/repin-orders.ts';
import { parkedPk, recordPk } from '../../../src/aws/dynamodb/item-keys.ts';
import { redriven } from '../../../src/domain/attempt.ts';
import { digestsUnder } from '../../../src/domain/erasure/erase-record.ts';
import { type Person, personOf } from '../../../src/domain/erasure/person.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import type { Store } from '../../../src/domain/store.ts';
import { type Forgotten, forget } from '../../../src/erasure/forget.ts';
import type { FileVersions } from '../../../src/ports/file-versions.ts';
import type { LedgerScan } from '../../../src/ports/ledger-scan.ts';
import { byId } from '../../../src/shared/by-id.ts';
import type { ModelLedger } from '../../support/models/ledger.ts';
import { SENT } from './failures.ts';
import type { Services } from './ports.ts';

/** What `ponte forget <customer> --apply` does. */
export async function forgetCustomer(
  { ledger, runs }: Services,
  customer: string,
  time: { readonly seed: number; readonly now: () => number },
): Promise<Forgotten> {
  const digest = digestsUnder(createHash('sha256').update(String(time.seed)).digest());
  const person: Person | null = personOf([customer]);
  if (person === null) throw new Error('a customer who is no person');
  const dependencies = { ledger, scan: scanOf(ledger), runs, files: NO_FILES, promotions: [], digest };
  const erasure = { person, orders: new Set<string>(), stores: null };
  return await forget(dependencies, erasure, true, { now: time.now, signal: SENT });
}

/** What `ponte repin --apply` does, after a look that has to change nothing. Resolves to how many orders got other rules. */
export async function repin(
  { ledger, queue }: Services,
  store: Store,
  window: Pick<RepinChoice, 'sinceMs' | 'untilMs'>,
  now: () => number,
): Promise<number> {
  let written = 0;
  for (const apply of [false, true]) {
    const before = JSON.stringify(ledger.orders());
    const found = repinOrders({ ledger, queue, now }, ledger.orders(), byId([store]), { ...window, apply }, SENT);
    for await (const { result } of found) if (apply && result.kind === 'repinned') written += 1;
    if (!apply && JSON.stringify(ledger.orders()) !== before) throw new Error('a dry run has written');
  }
  return written;
}

/** What a person puts into the configuration when a shop has moved. */
export function hostsIn(store: Store): Partial<Store> {
  return store.platform === 'shopify' ? { shopDomains: store.shopDomains } : { siteUrls: store.siteUrls };
}

/** What `ponte redrive` makes of a record. */
export function redrivenRecord(record: OrderRecord, nowMs: number): OrderRecord {
  return { ...record, entries: record.entries.map((entry) => redriven(entry, nowMs) ?? entry) };
}

function scanOf(ledger: ModelLedger): LedgerScan {
  return {
    async *records() {
      for (const record of ledger.orders()) yield { pk: recordPk(record.key), record };
    },
    async *items() {
      for (const record of ledger.orders()) {
        const version = (await ledger.load(record.key, SENT))?.version ?? 0;
        // The model has no index of customers.
        yield { kind: 'record', pk: recordPk(record.key), record, version, isIndexed: false };
      }
      for (const delivery of ledger.parkedDeliveries()) yield { kind: 'delivery', pk: parkedPk(delivery), delivery };
    },
    removePage: () => Promise.resolve('named'),
  };
}

const NO_FILES: FileVersions = {
  async *all() {},
  open: () => Promise.reject(new Error('there are no files')),
  replace: () => Promise.reject(new Error('there are no files')),
  remove: () => Promise.reject(new Error('there are no files')),
};
