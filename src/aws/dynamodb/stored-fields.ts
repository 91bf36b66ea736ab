import * as z from 'zod/mini';
import type { Decimal } from '../../domain/decimal.ts';
import { type CustomerId, parseOrderId, type Standing } from '../../domain/order-facts.ts';
import { inOrder } from './in-order.ts';

export const count = z.int().check(z.nonnegative());

/** Without `parseDecimal`'s limit on digits, which sums may exceed. */
export const decimal = z.custom<Decimal>((value) => typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value));

export const order = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const id = parseOrderId(text);
    if (id !== undefined) return id;
    context.issues.push({ code: 'custom', message: 'not an order id', input: undefined });
    return z.NEVER;
  }),
);

export const paymentAhead = z.strictObject({ sinceMs: z.number(), untilMs: z.number() });

/** Checked when it was recorded. */
export const customer = z.custom<CustomerId>((value) => typeof value === 'string');

export const transactionStatus = z.enum(['success', 'pending', 'failure', 'error', 'other']);

export const observation = inOrder({
  observedAtMs: z.number(),
  rank: z.number(),
  bodyHash: z.string(),
  aheadSinceMs: z.nullable(z.number()),
});

export const identity = inOrder({ createdAtMs: z.nullable(z.number()), keyHash: z.nullable(z.string()) });

export const unitsLeft = z.record(z.string(), count);

/** Stored names are older than those in the code and do not change. */
const STORED_KINDS = { entitled: 'due', notEntitled: 'notDue' } as const;

const because = z.enum([
  'unpaid',
  'deposit',
  'cancelled',
  'voided',
  'testOrder',
  'otherCurrency',
  'subOrder',
  'noPaymentDate',
]);

const attributes = z.strictObject({ shown: z.readonly(z.array(z.string())), others: count });

const storedStanding = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal(STORED_KINDS.entitled), attributes: z.optional(attributes) }),
  z.strictObject({ kind: z.literal('returned') }),
  z.strictObject({ kind: z.literal('partlyPaid') }),
  z.strictObject({ kind: z.literal(STORED_KINDS.notEntitled), because, currency: z.optional(z.string()) }),
]);

export const standing = z.codec(storedStanding, z.custom<Standing>(), {
  decode(stored): Standing {
    if (stored.kind === STORED_KINDS.entitled) return { ...stored, kind: 'entitled' };
    return stored.kind === STORED_KINDS.notEntitled ? { ...stored, kind: 'notEntitled' } : stored;
  },
  encode(value) {
    if (value.kind === 'entitled') return { ...value, kind: STORED_KINDS.entitled };
    return value.kind === 'notEntitled' ? { ...value, kind: STORED_KINDS.notEntitled } : value;
  },
});
