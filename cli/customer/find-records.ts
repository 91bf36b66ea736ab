import { customerDigest, customerOfRecord } from '../../src/domain/customer-digest.ts';
import type { CustomerId, OrderId } from '../../src/domain/order-facts.ts';
import type { LedgerRecord, RecordKey } from '../../src/domain/record.ts';
import type { Claim } from '../../src/domain/recovery/match-history.ts';
import type { Store } from '../../src/domain/store.ts';
import type { ClaimingRecord } from '../../src/explain/match-changes.ts';
import type { HistoryItem } from '../../src/ports/loyalty-api.ts';
import { whyUnread } from '../../src/ports/secrets-reader.ts';
import type { Connection } from '../connection.ts';
import { Failure } from '../failure.ts';
import { entryClaimOf } from '../recovery/titles.ts';

type Sources = Pick<Connection, 'ledger' | 'customerIndex' | 'secrets'>;

/** The key by which a store's customers are found, or null where its secret has none. */
export async function customerKeyOf({ secrets }: Pick<Sources, 'secrets'>, store: Store, signal: AbortSignal) {
  const read = await secrets.read(store.id, signal);
  if (read.kind !== 'read') throw new Failure(`The secret of store ${store.id} cannot be used: ${whyUnread(read)}`);
  return read.secrets.customerKey ?? null;
}

/** A store's orders and awards of a customer; null where its secret has no key to find them by. */
export async function findRecords(
  sources: Sources,
  store: Store,
  customer: CustomerId,
  signal: AbortSignal,
): Promise<readonly ClaimingRecord[] | null> {
  const key = await customerKeyOf(sources, store, signal);
  if (key === null) return null;
  const records: ClaimingRecord[] = [];
  for (const found of await keysOf(sources, customerDigest(key, store.id, customer), signal)) {
    const record = (await sources.ledger.load(found, signal, 'eventual'))?.record ?? null;
    // The index may lag behind, and a writer that knew no key left the digest of an earlier customer.
    if (record === null || record.key.store !== store.id || customerOfRecord(record) !== customer) continue;
    records.push(claiming(record));
  }
  return records;
}

async function keysOf({ customerIndex }: Sources, digest: string, signal: AbortSignal): Promise<readonly RecordKey[]> {
  try {
    const keys: RecordKey[] = [];
    for await (const key of customerIndex.keysOf(digest, signal)) keys.push(key);
    return keys;
  } catch (error) {
    // That of a stage is made while this version is deployed; a state directory of an older version never gets it.
    if (error instanceof Error && error.name === 'ValidationException') throw new Failure(NO_INDEX);
    throw error;
  }
}

const NO_INDEX =
  'The table has no index of customers yet. Of a stage: deploy this version, and wait until the index is made. Here: begin with another state directory, by --state or PONTE_STATE.';

/** A record with what its entries' texts say of the titles in BonifiQ's history. */
export function claiming(record: LedgerRecord): ClaimingRecord {
  const order = 'order' in record.key ? record.key.order : null;
  return { record, claim: (change, { customerReason }) => claimFor(order, customerReason, change) };
}

/** An award's text is its own. */
function claimFor(order: OrderId | null, sent: string | null, change: HistoryItem): Claim {
  const claim = entryClaimOf(sent, order, change);
  return order === null && sent !== null && claim === 'possible' ? 'named' : claim;
}
