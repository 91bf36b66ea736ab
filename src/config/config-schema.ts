import * as z from 'zod';
import { required } from './format-issue.ts';
import { promotionSchema } from './promotion-schema.ts';
import { shopify, woocommerce } from './store-schema.ts';

// The comments on fields are what editors show, and what docs/configuration.md and the JSON Schema say of them.

const settling = z
  .strictObject({
    /** for how many days an entry is tried, 1 to 14, as long as SQS keeps a message; then it is parked */
    tryForDays: z.number().min(1).max(14).default(14),
    /**
     * the delay before the second attempt at an entry. It doubles with each, is spread over the upper half of each step, and is never shorter than
     * `Retry-After`
     */
    firstDelaySeconds: z.number().min(1).max(900).default(2),
    /** the longest delay between two attempts at an entry */
    longestDelayHours: z.number().min(0.1).max(24).default(6),
    /** the timeout of one call; at most 14, because four calls must fit into an attempt's lease */
    attemptTimeoutSeconds: z.number().min(1).max(14).default(10),
    /**
     * so many customers in a row at whom the API fails pause the account; a `Retry-After` of five seconds or more pauses it at once
     */
    pauseAfterFailures: z.int().min(1).max(100).default(5),
    /** the first pause; it is half as long again with every further failure. After it, one probe call decides for all */
    firstPauseSeconds: z.number().min(1).max(900).default(2),
    /** the longest pause */
    longestPauseSeconds: z.number().min(1).max(900).default(300),
    /**
     * a ceiling for the calls on each account, orders and promotions together. Below it, and without it, the API's limit is learnt from its 429s
     */
    callsPerSecond: z.number().min(0.1).max(1_000).optional(),
    // SQS hands out 120,000 messages at most that are not deleted yet, those of all stores together.
    /** how many deliveries of one store may wait while its secret cannot be used. More are answered 503 */
    unverifiedDeliveries: z.int().min(1).max(100_000).default(10_000),
    /** how many megabytes of their bodies */
    unverifiedMegabytes: z.int().min(10).max(10_000).default(100),
  })
  .prefault({});

const reconciliation = z
  .strictObject({
    /** for how many minutes a change is left to its webhook before the shop is asked for it */
    graceMinutes: z.number().min(5).max(1_440).default(15),
    /** how many days the longer look back covers: it finds deleted refunds, and what a wrong clock hid */
    sweepDays: z.number().min(1).max(366).default(60),
    /** after how many hours there is another one */
    sweepEveryHours: z.number().min(1).max(744).default(24),
    /** after how many hours a person is told that a store cannot be read */
    tellAfterHours: z.number().min(1).max(744).default(6),
  })
  .prefault({});

export const configSchema = z.strictObject({
  /** your shops; a shop can be only one store, but a WooCommerce shop can have a store for each currency */
  stores: z
    .array(z.discriminatedUnion('platform', [shopify, woocommerce]), required('list your shops in it'))
    .min(1, 'at least one store is needed'),
  /** points for the customers of an audience, at scheduled times */
  promotions: z.array(promotionSchema).default([]),
  /** the retry policy of all stores; every field has a default */
  settling,
  /** how what webhooks lost is found through the shops' own APIs; every field has a default */
  reconciliation,
});

/** What a merchant's engineer writes in `ponte.config.ts`. */
export type ConfigInput = Written<z.input<typeof configSchema>>;

/** The same, with lists that may be written `as const`, which makes them readonly. */
type Written<Value> = Value extends readonly (infer Item)[]
  ? readonly Written<Item>[]
  : Value extends object
    ? { [Field in keyof Value]: Written<Value[Field]> }
    : Value;

export type ParsedConfig = z.output<typeof configSchema>;
export type ParsedStore = ParsedConfig['stores'][number];
