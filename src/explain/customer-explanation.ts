import * as z from 'zod';
import { instant } from './schema-parts.ts';

const entry = z.strictObject({
  number: z.int(),
  points: z.int(),
  state: z.enum(['pending', 'parked', 'applied', 'withdrawn', 'uncollected', 'shadow']),
  counts: z.boolean().describe('It counts as posted: it is applied, or perhaps applied'),
  inHistory: instant
    .nullable()
    .describe('When BonifiQ has it; null where its history has no such change, or was not read'),
});

const record = z.strictObject({
  kind: z.enum(['order', 'award']).describe('Of promotions, the ledger has only awards that were not applied at once'),
  id: z.string(),
  target: z.int().nullable().describe('Null for an award'),
  posted: z.int(),
  shadow: z.boolean().describe('It is in shadow: nothing of it is ever posted'),
  entries: z.array(entry),
});

const change = z.strictObject({
  at: instant,
  points: z.int(),
  title: z.string().nullable().describe('What the shopper reads; null unless the customer is shown'),
  isCanceled: z.boolean(),
  by: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.enum(['order', 'award']), id: z.string(), entry: z.int() }),
      z.strictObject({ kind: z.literal('promotion').describe('By its title alone'), id: z.string() }),
    ])
    .nullable()
    .describe('Null: neither an order nor a title explains it'),
});

/** What stands behind a customer’s balance, in one account of BonifiQ’s. */
export const customerExplanation = z.strictObject({
  schema: z.literal(1),
  account: z.string(),
  stores: z.array(z.string()),
  customer: z.string().describe('Masked, unless asked for'),
  at: instant,
  withoutKey: z.array(z.string()).describe('Stores whose secret has no customerKey: their orders are not found'),
  records: z.array(record),
  changes: z.array(change).nullable().describe('BonifiQ’s own history; null where it was not read'),
  unread: z.string().nullable().describe('Why it was not'),
  sums: z.strictObject({
    balance: z.number().nullable().describe('As BonifiQ says; null where it was not read'),
    orders: z.int().describe('Posted by orders and awards of the ledger'),
    promotions: z.int().describe('Changes whose title names a promotion'),
    unexplained: z.int().describe('Changes that neither explains: given, spent or expired otherwise'),
    notInHistory: z.int().describe('Posted entries that the history does not have'),
    beyondHistory: z.number().nullable().describe('The balance less all changes that are not canceled'),
  }),
});

export type CustomerExplanation = z.infer<typeof customerExplanation>;
