import * as z from 'zod';
import type { Decimal } from '../orders/decimal.ts';
import { customerId, parseOrderId } from '../orders/order-facts.ts';
import type { ChangeKey } from '../points/change-key.ts';
import { awardId, parseAwardId } from './award-record.ts';
import type { Entry } from './entry.ts';
import { isOrder, type LedgerRecord } from './ledger-record.ts';

/**
 * The attributes that hold an order. The four parts are JSON text and not DynamoDB maps, because they must come back exactly:
 * DynamoDB takes no numbers of more than 38 digits and no empty keys, and the client's marshalling options would change the rest.
 */
export interface StoredOrder {
  readonly store: string;
  readonly order: string;
  readonly facts: string;
  readonly pinned: string;
  readonly customer: string;
  readonly entries: string;
}

/** The attributes that hold an award, likewise. */
export type StoredAward = Pick<StoredOrder, 'store' | 'customer' | 'entries'> & { readonly award: string };

/** Writes a record as the ledger's table keeps it. Throws on what JSON would silently change. */
export function toStored(record: LedgerRecord): StoredOrder | StoredAward {
  const { store } = record.key;
  const customer = toJson(record.customer);
  const entries = toJson(record.entries.map(withoutNeverUsed));
  if (!isOrder(record)) return { store, award: record.key.award, customer, entries };
  return {
    store,
    order: record.key.order,
    facts: toJson(record.facts),
    pinned: toJson(record.pinned),
    customer,
    entries,
  };
}

/**
 * Reads what `toStored` wrote. An attribute that this version does not know is refused and not dropped: the next save would
 * erase what a newer version wrote. Throws without quoting the item, which holds personal data.
 */
export function fromStored(item: unknown): LedgerRecord {
  const parsed = storedRecord.safeParse(item);
  if (!parsed.success) throw new TypeError(`the ledger holds an item that cannot be read: ${faults(parsed.error)}`);
  if ('award' in parsed.data) {
    const { store, award, customer, entries } = parsed.data;
    return { key: { store, award }, customer, entries };
  }
  const { store, order, facts, pinned, customer, entries } = parsed.data;
  return { key: { store, order }, facts, pinned, customer, entries };
}

/** What is not parked and no rest is written as before there was such a thing, so that an earlier version can still read it. */
function withoutNeverUsed({ parkedAtMs, rests, ...entry }: Entry): object {
  return { ...entry, ...(parkedAtMs === null ? {} : { parkedAtMs }), ...(rests === 0 ? {} : { rests }) };
}

function toJson(part: unknown): string {
  return JSON.stringify(part, (name, value: unknown) => {
    if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) {
      throw new TypeError(`a record cannot hold ${value}: ${name}`);
    }
    return value;
  });
}

function faults(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.slice(0, 2).join('.')} ${issue.code}`).join(', ');
}

/** Looser than `parseDecimal`, which bounds what may come in: a sum may have grown past it. */
const decimal = z.custom<Decimal>((value) => typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value));
const order = z.string().transform((text, context) => {
  const id = parseOrderId(text);
  if (id !== undefined) return id;
  context.addIssue('not an order id');
  return z.NEVER;
});
const award = z.string().transform((text, context) => {
  const parts = parseAwardId(text);
  if (parts !== undefined) return awardId(parts);
  context.addIssue('not the id of an award');
  return z.NEVER;
});
const customer = z.string().transform(customerId);
const changeKey = z.custom<ChangeKey>((value) => typeof value === 'string');
const twoCurrencies = z.strictObject({ shop: decimal, presentment: decimal });
const transactionStatus = z.enum(['success', 'pending', 'failure', 'error', 'other']);

const standing = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('due') }),
  z.strictObject({ kind: z.literal('returned') }),
  z.strictObject({ kind: z.literal('partlyPaid') }),
  z.strictObject({
    kind: z.literal('notDue'),
    because: z.enum(['unpaid', 'cancelled', 'voided', 'testOrder', 'otherCurrency', 'noPaymentDate']),
  }),
]);

const money = z.strictObject({
  paidAtMs: z.number(),
  eligible: decimal,
  eligibleTax: decimal,
  shareBase: decimal,
  total: decimal,
  currency: z.string(),
  presentment: z.strictObject({ currency: z.string(), total: decimal }),
  taxesIncluded: z.boolean(),
});

const collectedRefund = z.strictObject({
  id: z.string(),
  transactions: z.array(
    z.strictObject({ id: z.string(), status: transactionStatus, amount: decimal, currency: z.string().nullable() }),
  ),
  shipping: z.array(
    z.strictObject({
      id: z.string(),
      source: z.enum(['line', 'adjustment']),
      amount: twoCurrencies,
      tax: twoCurrencies,
    }),
  ),
  lines: z.array(
    z.strictObject({ id: z.string(), excluded: z.boolean(), subtotal: twoCurrencies, tax: twoCurrencies }),
  ),
  rate: twoCurrencies.nullable(),
});

function register<Value extends z.ZodType>(value: Value) {
  const observed = z.strictObject({ observedAtMs: z.number(), rank: z.number(), bodyHash: z.string() });
  return z.strictObject({ observed, value }).nullable();
}

const facts = z.strictObject({
  standing: register(standing),
  money: register(money),
  customer: register(customer),
  listedRefunds: register(z.array(z.strictObject({ id: z.string(), amount: decimal }))),
  collectedRefunds: z.record(z.string(), collectedRefund),
  transactionStatuses: z.record(z.string(), transactionStatus),
});

const pinned = z.strictObject({
  rule: z.strictObject({
    version: z.string(),
    fromMs: z.number(),
    pointsPerUnit: decimal,
    rounding: z.enum(['floor', 'half-up', 'ceil']),
    minimumOrder: decimal,
    maximumPoints: z.number().nullable(),
    tax: z.enum(['excluded', 'included']),
    holdDays: z.number(),
  }),
  campaign: z.strictObject({ name: z.string(), multiplier: decimal }).nullable(),
  awardFromMs: z.number(),
});

const entry = z.strictObject({
  number: z.number(),
  points: z.number(),
  changeKey,
  reason: z.string(),
  customerReason: z.string().nullable(),
  state: z.enum(['pending', 'parked', 'applied', 'withdrawn', 'uncollected']),
  parked: z
    .enum([
      'refused',
      'needsChecking',
      'customerUnknown',
      'insufficientBalance',
      'triesExhausted',
      'storeRemoved',
      'settlingFailed',
      'pointsOutOfRange',
    ])
    .nullable(),
  parkedAtMs: z.number().nullable().default(null),
  attempts: z.number(),
  countedFrom: z.number(),
  unanswered: z.array(z.number()),
  lease: z.strictObject({ holder: z.string(), untilMs: z.number() }).nullable(),
  notBeforeMs: z.number(),
  firstAttemptAtMs: z.number().nullable(),
  storeMissingSinceMs: z.number().nullable(),
  plannedAtMs: z.number(),
  rests: z.number().default(0),
  lastReply: z
    .strictObject({
      status: z.number(),
      codeName: z.string().nullable(),
      errorCode: z.number().nullable(),
      message: z.string().nullable(),
    })
    .nullable(),
  warning: z.enum(['apiWarning', 'keyUsedByOther']).nullable(),
  balanceAfter: z.number().nullable(),
});

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('not JSON');
    return z.NEVER;
  }
});

const storedOrder = z.object({
  store: z.string(),
  order,
  facts: jsonText.pipe(facts),
  pinned: jsonText.pipe(pinned.nullable()),
  customer: jsonText.pipe(customer.nullable()),
  entries: jsonText.pipe(z.array(entry)),
});

const storedAward = z.object({
  store: z.string(),
  award,
  customer: jsonText.pipe(customer),
  entries: jsonText.pipe(z.array(entry)),
});

/** Not a union, whose faults would be of both kinds. */
const storedRecord = z
  .object({ award: z.unknown().optional() })
  .loose()
  .transform((item, context) => {
    const parsed = (item.award === undefined ? storedOrder : storedAward).safeParse(item);
    if (parsed.success) return parsed.data;
    context.issues.push(...parsed.error.issues.map((issue) => ({ ...issue, input: undefined })));
    return z.NEVER;
  });
