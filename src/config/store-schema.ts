import * as z from 'zod';
import { errorPattern } from '../bonifiq/error-match.ts';
import { MAX_CUSTOMER_REASON } from '../domain/max-customer-reason.ts';
import { isTimeZone } from '../shared/local-time.ts';
import { localTime, oneOrMore } from './field-schemas.ts';
import { required } from './format-issue.ts';
import { campaign, rule } from './rule-schemas.ts';

// The comments on fields are what editors show, and what docs/configuration.md and the JSON Schema say of them.

const id = z
  .string(required('name the store, such as "my-shop"; its webhook URL ends with this name'))
  .regex(
    /^[a-z][a-z0-9-]{0,62}$/,
    'use 1 to 63 lower-case letters, digits and dashes, beginning with a letter: it stands in the webhook URL',
  );

const pattern = z.string().refine((text) => {
  try {
    errorPattern(text);
    return true;
  } catch {
    return false;
  }
}, 'is not a regular expression');

const errorMatch = z.strictObject({
  /** code names, such as `'DUPLICATE_KEY'` */
  codeNames: z.array(z.string().min(1)).default([]),
  /** error numbers */
  errorCodes: z.array(z.int()).default([]),
  /** regular expressions, searched for in the reply's texts without regard to case */
  messages: z.array(pattern).default([]),
});

/** The longest that stand for `{order}` and `{entry}`. */
const LONGEST = { order: '9'.repeat(40), entry: '9'.repeat(9) };

/** With `{entry}`, nothing of it may be cut off. */
const customerText = z.string().refine((text) => {
  const filled = text.replaceAll('{order}', LONGEST.order).replaceAll('{entry}', LONGEST.entry);
  return !text.includes('{entry}') || filled.length <= MAX_CUSTOMER_REASON;
}, `with {entry}, it must have at most ${MAX_CUSTOMER_REASON} characters, 40 of them for {order} and 9 for {entry}`);

/** Deliveries are noted every five minutes, so that less than an hour says little. */
const silence = z.union(
  [
    z.enum(['habit', 'off']),
    z.strictObject({
      /** the hours, from 1 to 744 */
      hours: z.number().min(1).max(744),
    }),
  ],
  "write 'habit', 'off', or the hours after which a person is told, such as { hours: 48 }; from 1 to 744",
);

const common = {
  /** part of the webhook's URL, the secret's name and the ledger's keys. Never change it: all orders would be awarded again */
  id,
  /** ISO 4217 code, such as `'BRL'`; an order in another currency earns nothing */
  currency: z
    .string(required('write the currency of the shop, such as "BRL"; orders in another one earn no points'))
    .regex(/^[A-Z]{3}$/, 'use the three capital letters of ISO 4217, such as "BRL"'),
  /** the shop's time zone, such as `'America/Sao_Paulo'`; the times of this store are wall-clock times in it */
  timeZone: z
    .string(required('write the time zone of the shop, such as "America/Sao_Paulo"; its dates are read in it'))
    .refine(isTimeZone, 'is not a time zone; use a name such as "America/Sao_Paulo"'),
  /** orders paid before this time earn nothing. Without it, the next update of an old order would award that order */
  awardFrom: localTime(
    'write the day from which paid orders earn points, such as "2026-12-01". Without it, the next change to any old order would earn points again',
  ),
  /** how money becomes points; the payment date chooses the rule */
  rules: z
    .array(rule, required('write a points rule, such as [{ version: "2026", pointsPerUnit: "1" }]'))
    .min(1, 'at least one points rule is needed'),
  /**
   * multiply the points of orders paid in a time
   * @defaultValue none
   */
  campaigns: z.array(campaign).default([]),
  /**
   * stores with the same account post to the same BonifiQ tenant; required if there are two or more stores and one is WooCommerce
   * @defaultValue the store's id
   */
  account: z.string().min(1).max(60).optional(),
  /** stands before order numbers in change keys, such as `'2.'`; required for a WooCommerce store that shares its account */
  orderPrefix: z
    .string()
    .regex(/^[0-9][0-9A-Za-z]{0,15}\.$/, 'begin with a digit and end with a dot, such as "2."')
    .optional(),
  /** what is done when BonifiQ does not know the customer: `'retry'` for days (BonifiQ imports customers hourly), `'create'` the customer first, or `'park'` the entry */
  onUnknownCustomer: z.enum(['retry', 'create', 'park']).default('retry'),
  /**
   * what is done when the customer has spent the points that a refund takes back: `'park'` the entry, `'retry'` for days, or `'takeRest'`: take what the balance
   * holds and list the shortfall
   */
  onInsufficientBalance: z.enum(['park', 'retry', 'takeRest']).default('park'),
  /** when points are posted: `'inline'`, before the webhook is answered if there is time; `'queued'`, for bursts, never calls the API while the platform waits */
  settlement: z.enum(['inline', 'queued']).default('inline'),
  /**
   * with `true` every delivery is verified, recorded and planned, and nothing is posted to BonifiQ; `./ponte shadow my-shop` tells what would have been. What began in
   * shadow stays in it
   */
  shadow: z.boolean().default(false),
  /** how long nothing may come from the store before a person is told: `'habit'`, `'off'`, or `{ hours: 48 }` */
  silence: silence.default('habit'),
  /**
   * with a key of the shop's API: whether a person is told when its webhooks are missing or switched off (`'watch'`), they are made again, too
   * (`'autoRepair'`), or nobody looks (`'off'`)
   */
  webhooks: z.enum(['watch', 'autoRepair', 'off']).default('watch'),
  /**
   * the texts that the customer reads; `{order}` stands for the order's id, `{entry}` for the entry's number: with both, BonifiQ's history tells
   * which entry a change is
   * @defaultValue BonifiQ's texts
   */
  customerReason: z
    .strictObject({
      /** with points that are given */
      award: customerText.optional(),
      /** with points that are taken back */
      reversal: customerText.optional(),
    })
    .default({}),
  /**
   * how your tenant's API says that a change key was used before, in addition to the built-in matches
   * @defaultValue built in
   */
  usedKey: errorMatch.optional(),
  /**
   * how your tenant's API says that it does not know the customer
   * @defaultValue built in
   */
  unknownCustomer: errorMatch.optional(),
  /**
   * how your tenant's API says that the balance does not cover what is to be taken
   * @defaultValue built in
   */
  insufficientBalance: errorMatch.optional(),
};

const noteAttribute = z
  .string(required('write the name of the note attribute that holds the document, such as "cpf"'))
  .min(1);

const MY_SHOP = 'the shop\'s own domain, such as "my-shop.myshopify.com"';
const MY_SITE = 'write the address of the site, such as "https://store.example.com"';

export const shopify = z.strictObject({
  /** `'shopify'` or `'woocommerce'` */
  platform: z.literal('shopify'),
  ...common,
  /** the shop's own domain, such as `'my-shop.myshopify.com'`, or a list of several; bodies that show another shop are set aside */
  shopDomain: oneOrMore(z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, `use ${MY_SHOP}`), ({ input }) =>
    input === undefined ? `is missing: write ${MY_SHOP}` : `use ${MY_SHOP}`,
  ),
  /** with `true` test orders earn, too */
  allowTestOrders: z.boolean().default(false),
  /** what BonifiQ knows a customer by: the e-mail address, `{ by: 'platformId' }`, or `{ by: 'document', noteAttribute: 'CPF' }` */
  customer: z
    .discriminatedUnion('by', [
      z.strictObject({
        /** the customer's e-mail address, or else the order's */
        by: z.literal('email'),
      }),
      z.strictObject({
        /** the customer's number in the shop */
        by: z.literal('platformId'),
      }),
      z.strictObject({
        /** CPF or CNPJ, digits only */
        by: z.literal('document'),
        /** the name of the order's note attribute that holds the document, exactly as the theme writes it */
        noteAttribute,
      }),
    ])
    .default({ by: 'email' }),
});

const status = z
  .string()
  .min(1)
  .regex(/^(?!wc-)/, 'write the status without "wc-", such as "processing"');

export const woocommerce = z.strictObject({
  /** `'shopify'` or `'woocommerce'` */
  platform: z.literal('woocommerce'),
  ...common,
  /**
   * the address of the shop, such as `'https://store.example.com'`, or a list of several, of which the first is asked for its orders; bodies from another host are set aside. `www.` makes no difference, a port does.
   * A copy under the same host cannot be detected
   */
  siteUrl: oneOrMore(z.url({ protocol: /^https?$/, error: MY_SITE }), () => MY_SITE),
  /**
   * statuses that mean paid if the order has a payment date; write them without `wc-`. `completed` and unknown statuses, such as those of
   * plugins, mean paid, too
   */
  paidStatuses: z.array(status).default(['processing']),
  /**
   * statuses that mean not paid, whatever the payment date says; added to WooCommerce's own and those of the usual deposit plugins. `paidStatuses` wins
   */
  notPaidStatuses: z.array(status).default([]),
  /** orders with a `parent_id`, as marketplace and deposit plugins make them; with `'earn'` they earn, too */
  subOrders: z.enum(['ignore', 'earn']).default('ignore'),
  /** what BonifiQ knows a customer by: the e-mail address, `{ by: 'platformId' }`, or `{ by: 'document' }` (CPF or CNPJ) */
  customer: z
    .discriminatedUnion('by', [
      z.strictObject({
        /** the address in `billing.email` */
        by: z.literal('email'),
      }),
      z.strictObject({
        /** the customer's number in the shop */
        by: z.literal('platformId'),
      }),
      z.strictObject({
        /** `billing.cpf` or `billing.cnpj`, or the order's meta data `_billing_cpf` or `_billing_cnpj` */
        by: z.literal('document'),
      }),
    ])
    .default({ by: 'email' }),
});
