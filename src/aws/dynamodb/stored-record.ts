import * as z from 'zod/mini';
import { readAwardId } from '../../domain/award-record.ts';
import { parseOrderId } from '../../domain/order-facts.ts';
import type { KnownFacts } from '../../domain/order-record.ts';
import { isOrder, type LedgerRecord } from '../../domain/record.ts';
import { jsonText, toJson } from './json-text.ts';
import { storedEntry, writtenEntry } from './stored-entry.ts';
import { storedFacts } from './stored-facts.ts';
import { storedFacts1 } from './stored-facts-1.ts';
import { customer, decimal } from './stored-fields.ts';

/** The version that is written. Older ones are read, newer ones refused. */
const SCHEMA_VERSION = 2;

/** JSON, as text or compressed. */
type Json = string | Uint8Array;

/**
 * The attributes of an order. Its parts are JSON and not DynamoDB maps, because they must come back exactly: DynamoDB takes no
 * numbers of more than 38 digits and no empty keys, and the client's marshalling options would change other values.
 */
export interface StoredOrder {
  readonly schemaVersion: number;
  readonly store: string;
  readonly order: string;
  readonly facts: Json;
  readonly pinned: Json;
  readonly customer: Json;
  readonly entries: Json;
  /** Absent without one. */
  readonly paymentAhead?: Json;
}

/** The attributes of an award. */
export type StoredAward = Pick<StoredOrder, 'schemaVersion' | 'store' | 'customer' | 'entries'> & {
  readonly award: string;
};

/** A record's attributes. Throws on values that JSON would silently change. */
export function toStored(record: LedgerRecord): StoredOrder | StoredAward {
  const { store } = record.key;
  const schemaVersion = SCHEMA_VERSION;
  const customer = toJson(record.customer);
  const entries = toJson(record.entries.map(writtenEntry));
  if (!isOrder(record)) return { schemaVersion, store, award: record.key.award, customer, entries };
  const facts: z.ZodMiniType<KnownFacts> = storedFacts;
  return {
    schemaVersion,
    store,
    order: record.key.order,
    facts: toJson(z.encode(facts, record.facts)),
    pinned: toJson(record.pinned),
    customer,
    entries,
    ...(record.paymentAhead !== null && { paymentAhead: toJson(record.paymentAhead) }),
  };
}

/**
 * Reads what `toStored` wrote, now or in an earlier version. Unknown fields within a part are refused, because the next save
 * would erase what a newer version wrote. Unknown attributes stay, because a save writes only its own. The thrown error does not
 * quote the item, which holds personal data.
 */
export function fromStored(item: unknown): LedgerRecord {
  const parsed = storedRecord.safeParse(item);
  if (!parsed.success) throw new TypeError(`the ledger holds an item that cannot be read: ${faults(parsed.error)}`);
  if ('award' in parsed.data) {
    const { store, award, customer, entries } = parsed.data;
    return { key: { store, award }, customer, entries };
  }
  const { store, order, facts, pinned, paymentAhead, customer, entries } = parsed.data;
  return { key: { store, order }, facts, pinned, paymentAhead, customer, entries };
}

function faults(error: z.core.$ZodError): string {
  return error.issues.map((issue) => `${issue.path.slice(0, 2).join('.')} ${issue.code}`).join(', ');
}

const order = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const id = parseOrderId(text);
    if (id !== undefined) return id;
    context.issues.push({ code: 'custom', message: 'not an order id', input: undefined });
    return z.NEVER;
  }),
);
const award = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const id = readAwardId(text);
    if (id !== undefined) return id;
    context.issues.push({ code: 'custom', message: 'not the id of an award', input: undefined });
    return z.NEVER;
  }),
);
const pinned = z.strictObject({
  rule: z.strictObject({
    version: z.string(),
    fromMs: z.number(),
    pointsPerUnit: decimal,
    rounding: z.enum(['floor', 'half-up', 'ceil']),
    minimumOrder: decimal,
    maximumPoints: z.nullable(z.number()),
    tax: z.enum(['excluded', 'included']),
    holdDays: z.number(),
  }),
  campaign: z.nullable(z.strictObject({ name: z.string(), multiplier: decimal })),
  awardFromMs: z.number(),
});

const awardParts = {
  store: z.string(),
  award,
  customer: z.pipe(jsonText, customer),
  entries: z.pipe(jsonText, z.array(storedEntry)),
};
const orderParts = {
  store: z.string(),
  order,
  pinned: z.pipe(jsonText, z.nullable(pinned)),
  customer: z.pipe(jsonText, z.nullable(customer)),
  entries: z.pipe(jsonText, z.array(storedEntry)),
};

const storedAward = z.object(awardParts);
const storedOrder1 = z.pipe(
  z.object({ ...orderParts, facts: z.pipe(jsonText, storedFacts1) }),
  z.transform((order) => ({ ...order, paymentAhead: null })),
);
const storedOrder = z.object({
  ...orderParts,
  facts: z.pipe(jsonText, storedFacts),
  paymentAhead: z.pipe(
    z.nullish(z.pipe(jsonText, z.strictObject({ sinceMs: z.number(), untilMs: z.number() }))),
    z.transform((ahead) => ahead ?? null),
  ),
});

/** Not a union, whose faults would be those of all kinds. An item without a version has version 1. */
const storedRecord = z.pipe(
  z.looseObject({
    award: z.optional(z.unknown()),
    schemaVersion: z._default(z.int().check(z.minimum(1), z.maximum(SCHEMA_VERSION)), 1),
  }),
  z.transform((item, context) => {
    const asOrder = item.schemaVersion === 1 ? storedOrder1 : storedOrder;
    const parsed = (item.award === undefined ? asOrder : storedAward).safeParse(item);
    if (parsed.success) return parsed.data;
    context.issues.push(...parsed.error.issues.map((issue) => ({ ...issue, input: undefined })));
    return z.NEVER;
  }),
);
