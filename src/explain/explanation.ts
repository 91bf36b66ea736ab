import * as z from 'zod';
import type { ParkReason } from '../domain/entry.ts';
import type { NotEntitledReason } from '../domain/order-facts.ts';
import { refundsPart } from './refunds-schema.ts';
import { amount, instant, told } from './schema-parts.ts';

const notEntitled = [
  'unpaid',
  'deposit',
  'cancelled',
  'voided',
  'testOrder',
  'otherCurrency',
  'subOrder',
  'noPaymentDate',
] as const satisfies readonly NotEntitledReason[];

const entryReasons = [
  'refused',
  'needsChecking',
  'customerUnknown',
  'insufficientBalance',
  'triesExhausted',
  'storeRemoved',
  'settlingFailed',
  'pointsOutOfRange',
] as const satisfies readonly ParkReason[];

const facts = z.strictObject({
  createdAt: instant.nullable().describe('When the shop made the order; null where it does not say'),
  standing: told({
    kind: z
      .enum(['entitled', 'returned', 'partlyPaid', 'notEntitled'])
      .describe(
        'entitled: it earns points; returned: the platform says that all was refunded; partlyPaid: an edit is unpaid',
      ),
    attributes: z
      .strictObject({
        shown: z.array(z.string()).readonly().describe('Those that look like the name of a field'),
        others: z.int().describe('How many there are beside'),
      })
      .nullable()
      .describe('Where a customer was looked for in vain; null where none was, or it is not known'),
    because: z.enum(notEntitled).nullable().describe('Why it earns nothing; null unless it is notEntitled'),
    currency: z
      .string()
      .nullable()
      .describe('The order’s own, where it is another one than the store’s; null where it is not known'),
  }).describe('What the newest body says of its claim to points'),
  payment: told({
    at: instant.describe('The payment date, which chooses rule and campaign'),
    total: amount.describe('All that the customer paid'),
    presentment: z.strictObject({ currency: z.string(), total: z.string() }).describe('What the customer saw'),
  }).describe('Of the newest fully paid body; null for an order that was never fully paid'),
  customer: told({
    id: z.string().describe('Masked, unless the whole id was asked for'),
  }).describe('Of the newest body that names one'),
  pinnedCustomer: z
    .strictObject({
      id: z.string().describe('Masked likewise'),
      isNewest: z.boolean().describe('It is the one that the newest body names'),
    })
    .nullable()
    .describe('Who has, or gets, the points of the newest entry'),
});

const line = z.strictObject({
  id: z.string(),
  kind: z.enum(['goods', 'giftCard', 'tip']),
  units: z.int(),
  paid: amount.describe('For all its units, after discounts, with tax'),
  tax: amount,
  earns: amount.nullable().describe('The part of it that earns points; null while no rule is pinned'),
  why: z.enum(['goods', 'giftCard', 'tip', 'free', 'noRule']),
  listed: z.int().nullable().describe('Units that refunds list; null for a tip'),
  gone: z.int().nullable().describe('Units that left the order, by refunds or by an edit; null for a tip'),
  earnsNoLonger: amount.nullable().describe('What units that left the order had earned'),
});

const goods = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('lines'),
      taxesIncluded: z.boolean().describe('Prices of the shop include tax'),
      lines: z.array(line),
      shipping: amount.describe('With tax; never earns'),
    }),
    z.strictObject({
      kind: z.literal('sum').describe('WooCommerce: the ledger keeps sums, and not the lines'),
      withoutTax: amount.describe('Goods after discounts, without tax'),
      tax: amount.describe('The tax on exactly those goods'),
      earns: amount.nullable(),
    }),
  ])
  .nullable();

const rule = z
  .strictObject({
    version: z.string(),
    from: instant.nullable().describe('It is for orders paid from then on; null: from the beginning'),
    pointsPerUnit: z.string(),
    rounding: z.enum(['floor', 'half-up', 'ceil']),
    minimumOrder: amount,
    maximumPoints: z.int().nullable(),
    tax: z.enum(['excluded', 'included']),
    holdDays: z.int(),
    awardFrom: instant.describe('Orders paid before earn nothing'),
    campaign: z
      .strictObject({
        name: z.string(),
        multiplier: z.string(),
        window: z
          .strictObject({ from: instant, to: instant })
          .nullable()
          .describe('Of today’s configuration; null where it has no such campaign'),
      })
      .nullable(),
    today: z
      .enum(['same', 'other', 'none', 'storeMissing'])
      .describe('What today’s configuration would choose for this payment date. The pinned rule counts whatever it is'),
    todays: z.strictObject({ version: z.string(), campaign: z.string().nullable() }).nullable(),
    smallerCampaigns: z
      .array(z.strictObject({ name: z.string(), multiplier: z.string() }))
      .describe('Of today’s configuration: those that ran then, too; they never add up'),
  })
  .nullable()
  .describe('As pinned when the order was first seen to earn points; null before');

const target = z.strictObject({
  points: z.int(),
  because: z
    .enum([
      'given',
      ...notEntitled,
      'orderAwaited',
      'partlyPaid',
      'paymentAhead',
      'beforeAwardFrom',
      'noRule',
      'nothingEligible',
      'belowMinimum',
      'nothingLeft',
      'tooSmall',
      'capped',
    ])
    .describe('What decided the number; given: nothing lowered it'),
  earned: amount.nullable().describe('The eligible amount before refunds'),
  back: amount.nullable().describe('What of it went back'),
  net: amount.nullable().describe('What is left of it'),
  paid: amount.nullable().describe('What was ever paid for goods that earn: judged against the minimum'),
  multiplied: z.string().nullable().describe('Net × points per unit × campaign, before rounding'),
  rounded: z.int().nullable().describe('Before the cap'),
});

const reply = z
  .strictObject({
    status: z.int().describe('HTTP status; 0 when no answer came'),
    codeName: z.string().nullable(),
    errorCode: z.number().nullable(),
  })
  .nullable();

/** What an entry waits for, and with it its order. */
const waitsFor = ['hold', 'retry', 'account', 'store', 'shadow', 'attempt', 'turn'] as const;

const entry = z.strictObject({
  number: z.int(),
  kind: z.enum(['award', 'reversal']),
  points: z.int().describe('Negative for a reversal'),
  changeKey: z.string().describe('With the customer masked, unless asked for'),
  reason: z.string().describe('As BonifiQ has it'),
  customerReason: z.string().nullable().describe('What the shopper reads'),
  state: z
    .enum(['pending', 'parked', 'applied', 'withdrawn', 'uncollected', 'shadow'])
    .describe('shadow: it is never posted, and counts for later entries as if it were'),
  counts: z.boolean().describe('It counts as posted: it is applied, or perhaps applied'),
  plannedAt: instant,
  attempts: z.int(),
  unresolvedAttempts: z.int().describe('Attempts whose answer is not known'),
  firstAttemptAt: instant
    .nullable()
    .describe('Begin of its retry time; null before, and again after refused credentials or a redrive'),
  reply: reply.describe('The API’s last answer; the ledger keeps no time of it'),
  balanceAfter: z.number().nullable(),
  warning: z.enum(['apiWarning', 'keyUsedByOther']).nullable(),
  parked: z.strictObject({ reason: z.enum(entryReasons), since: instant.nullable() }).nullable(),
  heldUntil: instant.nullable().describe('Of an entry in shadow that the rule would hold back still; else null'),
  waits: z
    .strictObject({
      for: z.enum([...waitsFor, 'earlierEntry', 'person', 'nobody']),
      until: instant.nullable().describe('Null: nobody knows'),
      givesUpAt: instant.nullable().describe('When it is parked, should all its attempts fail until then'),
    })
    .nullable()
    .describe(
      'hold: of the rule; account: BonifiQ’s account is not called before; turn: the next run of queue or sweep takes it; shadow: until its store leaves the shadow',
    ),
});

const settlement = z.strictObject({
  target: z.int(),
  posted: z.int().describe('Entries that are applied or perhaps applied'),
  confirmed: z.int().describe('Entries that are applied'),
  because: z
    .enum([
      'right',
      'unconfirmed',
      'noCustomer',
      ...waitsFor,
      'person',
      'paymentAhead',
      'uncollected',
      'customerErased',
      'inShadow',
      'notPlanned',
    ])
    .describe('Why posted is not the target; right: it is; inShadow: the order is, and shadow: its store is now'),
  until: instant.nullable().describe('When the next entry is tried; null: nobody knows, or nothing waits'),
});

/** Why an order has the points that it has. */
export const explanation = z.strictObject({
  schema: z.literal(1).describe('Of this document; what is added later does not change it'),
  store: z.string(),
  order: z.string(),
  platform: z.enum(['shopify', 'woocommerce']).nullable().describe('Null where the configuration has no such store'),
  at: instant.describe('When it was asked'),
  currency: z.string(),
  timeZone: z.string(),
  awardFrom: instant.nullable().describe('Of the pinned rule, else of today’s configuration'),
  customerBy: z
    .strictObject({
      by: z.enum(['email', 'document', 'platformId']),
      noteAttribute: z.string().nullable().describe('Of Shopify: the note attribute that holds the document'),
    })
    .nullable()
    .describe('By what today’s configuration knows customers; null where it has no such store'),
  customerErasedAt: instant
    .nullable()
    .describe('When its customer was erased: nothing of it changes or is posted since then; null: it was not'),
  shadowSince: instant
    .nullable()
    .describe('Since when the order is in shadow, so that nothing of it is ever posted; null: it is not'),
  facts,
  goods,
  rule,
  refunds: refundsPart,
  target,
  entries: z.array(entry),
  settlement,
});

export type OrderExplanation = z.infer<typeof explanation>;
export type EntryExplanation = OrderExplanation['entries'][number];

/** The JSON Schema of an explanation. */
export function explanationJsonSchema(): object {
  return z.toJSONSchema(explanation);
}
