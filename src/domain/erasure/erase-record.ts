import { createHmac } from 'node:crypto';
import type { AwardRecord } from '../award-record.ts';
import { keyCustomer, keyWithCustomer } from '../change-key.ts';
import { countsAsPosted, type Entry, isOpen } from '../entry.ts';
import { type CustomerId, customerId } from '../order-facts.ts';
import type { OrderRecord } from '../order-record.ts';
import { customerNow, withdrawn } from '../plan-entries.ts';
import { isOrder, type LedgerRecord } from '../record.ts';
import { isErased, isErasedCustomer } from './erased-customer.ts';
import { isOf, namesPerson, type Person } from './person.ts';

/** What stands in place of a customer's id. */
export type Digest = (customer: string) => CustomerId;

/**
 * Digests of one erasure. Without the key, which nobody may keep, nobody can tell whose they are, not even by trying addresses; one
 * person's records still belong together.
 */
export function digestsUnder(key: Uint8Array): Digest {
  return (customer) =>
    isErasedCustomer(customer)
      ? customerId(customer)
      : customerId(`erased:${createHmac('sha256', key).update(customer).digest('hex').slice(0, 32)}`);
}

/** What an erasure has to find in the ledger: whoever these ids name, and these orders whoever they name. */
export interface Erasure {
  /** `everyone`: all customers of the stores, which are then not `null`. */
  readonly person: Person | 'everyone';
  /** As `store/order`. */
  readonly orders: ReadonlySet<string>;
  /** `null`: in all stores. */
  readonly stores: ReadonlySet<string> | null;
}

/** How a record has to do with the person. `within`: it is another's, but something in it names the person. */
export type Concern = 'theirs' | 'within' | 'none';

export function concernOf({ person, orders, stores }: Erasure, record: LedgerRecord): Concern {
  if (stores !== null && !stores.has(record.key.store)) return 'none';
  if (person === 'everyone') return isErased(record) ? 'none' : 'theirs';
  const customer = isOrder(record) ? customerNow(record) : record.customer;
  if (customer !== null && isOf(person, customer)) return 'theirs';
  if (isOrder(record) && orders.has(`${record.key.store}/${record.key.order}`)) {
    return record.erasedAtMs === undefined ? 'theirs' : 'none';
  }
  return namesPerson(person, peopleIn(record)) ? 'within' : 'none';
}

/** Nothing else of a record names anybody. */
function peopleIn(record: LedgerRecord) {
  const { customer, entries } = record;
  return isOrder(record)
    ? { customer, facts: { customer: record.facts.customer?.value }, entries }
    : { customer, entries };
}

/** The entry that forbids to erase: it may still be posted, or may have been without anybody knowing. */
export function entryInTheWay({ entries }: LedgerRecord, concern: Concern, person: Erasure['person']): Entry | null {
  const isOpenYet = (entry: Entry) => entry.state === 'pending' || (entry.state !== 'applied' && countsAsPosted(entry));
  return (
    entries.find(
      (entry) => isOpenYet(entry) && (concern === 'theirs' || person === 'everyone' || namesPerson(person, entry)),
    ) ?? null
  );
}

/**
 * The record without its customer. Numbers, points and states of its entries stay, so that sums and idempotency do; what waits for a
 * person is withdrawn. An order is closed.
 */
export function erased<Kind extends LedgerRecord>(record: Kind, digest: Digest, nowMs: number): Kind {
  return (isOrder(record) ? erasedOrder(record, digest, nowMs) : erasedAward(record, digest)) as Kind;
}

function erasedOrder(record: OrderRecord, digest: Digest, nowMs: number): OrderRecord {
  const { customer } = record.facts;
  return {
    ...record,
    facts: { ...record.facts, customer: customer && { ...customer, value: digest(customer.value) } },
    paymentAhead: null,
    customer: record.customer && digest(record.customer),
    entries: record.entries.map((entry) => erasedEntry(entry, digest)),
    erasedAtMs: record.erasedAtMs ?? nowMs,
  };
}

function erasedAward(record: AwardRecord, digest: Digest): AwardRecord {
  return {
    ...record,
    customer: digest(record.customer),
    entries: record.entries.map((entry) => erasedEntry(entry, digest)),
  };
}

/** Another's record without what names the person: entries that were corrected, or a later body's customer. */
export function withoutPerson<Kind extends LedgerRecord>(
  record: Kind,
  person: Erasure['person'],
  digest: Digest,
): Kind {
  if (person === 'everyone') return record;
  const entries = record.entries.map((entry) => (namesPerson(person, entry) ? erasedEntry(entry, digest) : entry));
  if (!isOrder(record)) return { ...record, entries };
  const { customer } = record.facts;
  const isNewest = customer !== null && isOf(person, customer.value);
  const facts = isNewest ? { ...record.facts, customer: { ...customer, value: digest(customer.value) } } : record.facts;
  // Whose points were withdrawn before the correction; the next entry has the corrected customer.
  const isPinned = record.customer !== null && isOf(person, record.customer);
  return { ...record, facts, customer: isPinned ? null : record.customer, entries };
}

/** A reply's text may quote anything, and a customer's text, too. */
function erasedEntry(entry: Entry, digest: Digest): Entry {
  const { changeKey } = entry;
  const customer = keyCustomer(changeKey);
  return {
    ...(isOpen(entry) ? withdrawn(entry) : entry),
    changeKey: customer === null ? changeKey : keyWithCustomer(changeKey, digest(customer)),
    customerReason: null,
    lastReply: null,
    balanceAfter: null,
    lease: null,
  };
}
