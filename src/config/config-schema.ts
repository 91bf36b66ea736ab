import * as z from 'zod';
import { errorPattern } from '../bonifiq/error-match.ts';
import { decimal, parseDecimal } from '../domain/decimal.ts';
import { MAX_POINTS } from '../domain/max-points.ts';
import { isTimeZone, LOCAL_TIME } from '../shared/local-time.ts';
import { required } from './format-issue.ts';
import { promotionSchema } from './promotion-schema.ts';

const id = z
  .string(required('name the store, such as "my-shop"; its webhook URL ends with this name'))
  .regex(
    /^[a-z][a-z0-9-]{0,62}$/,
    'use 1 to 63 lower-case letters, digits and dashes, beginning with a letter: it stands in the webhook URL',
  );

const localTime = (wanted: string) =>
  z
    .string(required(wanted))
    .regex(LOCAL_TIME, 'write a date as "2026-11-27", or with a time as "2026-11-27T18:30", in the store\'s time zone');

const amount = (wanted: string) =>
  z.string(required(wanted)).transform((text, context) => {
    const parsed = parseDecimal(text);
    if (parsed !== undefined && !text.startsWith('-')) return parsed;
    context.addIssue({ code: 'custom', message: 'write a plain number without a sign, such as "1" or "0.25"' });
    return z.NEVER;
  });

const positive = (wanted: string) => amount(wanted).refine((text) => /[1-9]/.test(text), 'must be more than zero');

const rule = z.strictObject({
  /** Stored with every order under this rule. */
  version: z.string(required('name the rule, such as "2026"; the name is kept with every order')).min(1).max(40),
  /** Applies to orders paid from this time on; without it, from the beginning. */
  from: localTime('').optional(),
  pointsPerUnit: positive('write how many points one unit of the currency earns, such as "1" or "0.5"'),
  rounding: z.enum(['floor', 'half-up', 'ceil']).default('floor'),
  minimumOrder: amount('').default(decimal('0')),
  maximumPoints: z.int().positive().max(MAX_POINTS, `the API takes at most ${MAX_POINTS} points`).optional(),
  tax: z.enum(['excluded', 'included']).default('excluded'),
  holdDays: z.int().min(0).max(365).default(0),
});

const campaign = z.strictObject({
  name: z.string(required('name the campaign')).min(1).max(60),
  from: localTime('write when the campaign begins, such as "2026-11-27"'),
  to: localTime('write when the campaign ends, such as "2026-12-01"; that moment is no longer part of it'),
  multiplier: positive('write by what the points are multiplied, such as "2"'),
});

const pattern = z.string().refine((text) => {
  try {
    errorPattern(text);
    return true;
  } catch {
    return false;
  }
}, 'is not a regular expression');

const errorMatch = z.strictObject({
  codeNames: z.array(z.string().min(1)).default([]),
  errorCodes: z.array(z.int()).default([]),
  messages: z.array(pattern).default([]),
});

/** Deliveries are noted every five minutes, so that less than an hour says little. */
const silence = z.union(
  [z.enum(['habit', 'off']), z.strictObject({ hours: z.number().min(1).max(744) })],
  "write 'habit', 'off', or the hours after which a person is told, such as { hours: 48 }; from 1 to 744",
);

const common = {
  id,
  account: z.string().min(1).max(60).optional(),
  currency: z
    .string(required('write the currency of the shop, such as "BRL"; orders in another one earn no points'))
    .regex(/^[A-Z]{3}$/, 'use the three capital letters of ISO 4217, such as "BRL"'),
  timeZone: z
    .string(required('write the time zone of the shop, such as "America/Sao_Paulo"; its dates are read in it'))
    .refine(isTimeZone, 'is not a time zone; use a name such as "America/Sao_Paulo"'),
  awardFrom: localTime(
    'write the day from which paid orders earn points, such as "2026-12-01". Without it, the next change to any old order would earn points again',
  ),
  orderPrefix: z
    .string()
    .regex(/^[0-9][0-9A-Za-z]{0,15}\.$/, 'begin with a digit and end with a dot, such as "2."')
    .optional(),
  rules: z
    .array(rule, required('write a points rule, such as [{ version: "2026", pointsPerUnit: "1" }]'))
    .min(1, 'at least one points rule is needed'),
  campaigns: z.array(campaign).default([]),
  onUnknownCustomer: z.enum(['retry', 'create', 'park']).default('retry'),
  onInsufficientBalance: z.enum(['park', 'retry', 'takeRest']).default('park'),
  settlement: z.enum(['inline', 'queued']).default('inline'),
  silence: silence.default('habit'),
  customerReason: z.strictObject({ award: z.string().optional(), reversal: z.string().optional() }).default({}),
  usedKey: errorMatch.optional(),
  unknownCustomer: errorMatch.optional(),
  insufficientBalance: errorMatch.optional(),
};

const noteAttribute = z
  .string(required('write the name of the note attribute that holds the document, such as "cpf"'))
  .min(1);

/** One, or a list of several: a shop that moves sends under its new host. `error` is for what is neither. */
function oneOrMore<Text extends z.ZodType<string>>(one: Text, error: z.core.$ZodErrorMap) {
  return z
    .union([one, z.array(one).min(1, 'write at least one')], { error })
    .transform((written): readonly string[] => [written].flat());
}

const MY_SHOP = 'the shop\'s own domain, such as "my-shop.myshopify.com"';
const MY_SITE = 'write the address of the site, such as "https://store.example.com"';

const shopify = z.strictObject({
  platform: z.literal('shopify'),
  ...common,
  shopDomain: oneOrMore(z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, `use ${MY_SHOP}`), ({ input }) =>
    input === undefined ? `is missing: write ${MY_SHOP}` : `use ${MY_SHOP}`,
  ),
  allowTestOrders: z.boolean().default(false),
  customer: z
    .discriminatedUnion('by', [
      z.strictObject({ by: z.literal('email') }),
      z.strictObject({ by: z.literal('platformId') }),
      z.strictObject({ by: z.literal('document'), noteAttribute }),
    ])
    .default({ by: 'email' }),
});

const status = z
  .string()
  .min(1)
  .regex(/^(?!wc-)/, 'write the status without "wc-", such as "processing"');

const woocommerce = z.strictObject({
  platform: z.literal('woocommerce'),
  ...common,
  siteUrl: oneOrMore(z.url({ protocol: /^https?$/, error: MY_SITE }), () => MY_SITE),
  paidStatuses: z.array(status).default(['processing']),
  notPaidStatuses: z.array(status).default([]),
  subOrders: z.enum(['ignore', 'earn']).default('ignore'),
  customer: z
    .discriminatedUnion('by', [
      z.strictObject({ by: z.literal('email') }),
      z.strictObject({ by: z.literal('platformId') }),
      z.strictObject({ by: z.literal('document') }),
    ])
    .default({ by: 'email' }),
});

const settling = z
  .strictObject({
    /** As long as SQS keeps a message. */
    tryForDays: z.number().min(1).max(14).default(14),
    firstDelaySeconds: z.number().min(1).max(900).default(2),
    longestDelayHours: z.number().min(0.1).max(24).default(6),
    /** Four calls of this length have to fit into one attempt's lease. */
    attemptTimeoutSeconds: z.number().min(1).max(14).default(10),
    pauseAfterFailures: z.int().min(1).max(100).default(5),
    firstPauseSeconds: z.number().min(1).max(900).default(2),
    longestPauseSeconds: z.number().min(1).max(900).default(300),
    /** Of each account of BonifiQ, orders and promotions together. */
    callsPerSecond: z.number().min(0.1).max(1_000).optional(),
    /** SQS hands out 120,000 messages at most that are not deleted yet, those of all stores together. */
    unverifiedDeliveries: z.int().min(1).max(100_000).default(10_000),
    unverifiedMegabytes: z.int().min(10).max(10_000).default(100),
  })
  .prefault({});

export const configSchema = z.strictObject({
  settling,
  stores: z
    .array(z.discriminatedUnion('platform', [shopify, woocommerce]), required('list your shops in it'))
    .min(1, 'at least one store is needed'),
  promotions: z.array(promotionSchema).default([]),
});

/** What a merchant's engineer writes in `ponte.config.ts`. */
export type ConfigInput = z.input<typeof configSchema>;
export type ParsedConfig = z.output<typeof configSchema>;
export type ParsedStore = ParsedConfig['stores'][number];
