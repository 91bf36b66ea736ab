import * as z from 'zod/mini';
import type { Decimal } from '../../domain/decimal.ts';
import type { CustomerId, Standing } from '../../domain/order-facts.ts';

/** Without `parseDecimal`'s limit on digits, which sums may exceed. */
export const decimal = z.custom<Decimal>((value) => typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value));

/** Checked when it was recorded. */
export const customer = z.custom<CustomerId>((value) => typeof value === 'string');

export const transactionStatus = z.enum(['success', 'pending', 'failure', 'error', 'other']);

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

const storedStanding = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal(STORED_KINDS.entitled) }),
  z.strictObject({ kind: z.literal('returned') }),
  z.strictObject({ kind: z.literal('partlyPaid') }),
  z.strictObject({ kind: z.literal(STORED_KINDS.notEntitled), because }),
]);

export const standing = z.codec(storedStanding, z.custom<Standing>(), {
  decode(stored): Standing {
    if (stored.kind === STORED_KINDS.entitled) return { kind: 'entitled' };
    return stored.kind === STORED_KINDS.notEntitled ? { ...stored, kind: 'notEntitled' } : stored;
  },
  encode(value) {
    if (value.kind === 'entitled') return { kind: STORED_KINDS.entitled };
    return value.kind === 'notEntitled' ? { ...value, kind: STORED_KINDS.notEntitled } : value;
  },
});
