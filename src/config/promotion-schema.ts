import * as z from 'zod';
import { MAX_CUSTOMER_REASON } from '../domain/max-customer-reason.ts';
import { MAX_POINTS } from '../domain/max-points.ts';
import { readSchedule, SCHEDULE_WANTED } from '../domain/promotion/schedule-expression.ts';
import { isTimeZone, LOCAL_TIME } from '../shared/local-time.ts';
import { required } from './format-issue.ts';

/** Customers in a list, which is pinned in one item of the ledger. */
const MAX_LISTED = 1_000;
/** Leaves room for the other attributes in an item's 400 KB. */
const MAX_LISTED_BYTES = 300_000;

const points = (wanted: string) =>
  z.int(required(wanted)).positive().max(MAX_POINTS, `the API takes at most ${MAX_POINTS} points`);

const file = z
  .string()
  .regex(
    /^[\w.-]+(?:\/[\w.-]+)*\.(?:csv|jsonl)(?:\.gz)?$/,
    'name a file of the audience bucket that ends in .csv, .jsonl, .csv.gz or .jsonl.gz, such as "vip.csv"',
  );

const listed = z.union([
  z
    .string()
    .min(1)
    .transform((customer) => ({ customer, points: undefined, text: undefined })),
  z.strictObject({
    /** identified as in the store: by e-mail address, document, or the platform's id */
    customer: z.string().min(1),
    /** this customer's points, where the promotion says `points: 'audience'` */
    points: points('').optional(),
    /** what this customer reads */
    text: z.string().max(MAX_CUSTOMER_REASON).optional(),
  }),
]);

const audience = z.union(
  [
    z.strictObject({
      /** at most a thousand, here in the file; with `points: 'audience'` each as `{ customer, points, text? }` */
      customers: z
        .array(listed)
        .min(1)
        .max(MAX_LISTED)
        .refine(
          (customers) => Buffer.byteLength(JSON.stringify(customers)) <= MAX_LISTED_BYTES,
          `are more than ${MAX_LISTED_BYTES / 1_000} KB; write them into a file, and name the file`,
        ),
    }),
    z.strictObject({
      /** a file of the audience bucket, CSV or JSON Lines (`.jsonl`), gzip or not, UTF-8, up to two million customers */
      file,
    }),
    z.strictObject({
      /** the same with a column `birthday`; the customers whose birthday it is get the points */
      birthdays: file,
    }),
  ],
  {
    error: `write { customers: […] } with at most ${MAX_LISTED} customers, { file: "vip.csv" } or { birthdays: "birthdays.csv" }`,
  },
);

// The comments on fields are what editors show, and what docs/configuration.md and the JSON Schema say of them.

export const promotionSchema = z.strictObject({
  /**
   * 1 to 40 lower-case letters, digits and underscores, beginning with a letter. It is part of the change keys: never change it while a run is
   * under way
   */
  id: z
    .string(required('name the promotion, such as "christmas"; its change keys hold this name'))
    .regex(/^[a-z][a-z0-9_]{0,39}$/, 'use 1 to 40 lower-case letters, digits and underscores, beginning with a letter'),
  /** the id of the store whose customers these are: it gives the account, and what identifies them (`customer: { by }`) */
  store: z.string(required('name the store whose customers these are')),
  /** the points of each customer, or `'audience'` if the audience says them */
  points: z.union([points(''), z.literal('audience')], {
    error: ({ input }) =>
      input === undefined
        ? 'is missing: write how many points each customer gets, or "audience" when the file says it'
        : `write a whole number from 1 to ${MAX_POINTS}, or "audience"`,
  }),
  /**
   * `true` takes the points instead, with keys that begin with `REMOVE`; if a balance does not cover them, the store's
   * `onInsufficientBalance` decides
   */
  takesBack: z.boolean().default(false),
  /** what BonifiQ's history says; may hold `{promotion}`, `{date}`, `{points}` and `{text}` */
  reason: z.string().min(1).max(200).default('Promotion {promotion}, {date}'),
  /**
   * what the customer reads; may hold the same
   * @defaultValue the row's text, or else BonifiQ's
   */
  customerReason: z.string().min(1).max(MAX_CUSTOMER_REASON).optional(),
  /**
   * when it runs, in EventBridge Scheduler's words: `at(2026-12-24T09:00:00)`, `cron(0 9 * * ? *)` (minutes, hours, day, month, weekday, year) or `rate(7 days)`, which
   * starts when it is deployed
   */
  schedule: z
    .string(required('write when it fires, such as "at(2026-12-24T09:00:00)" or "cron(0 9 * * ? *)"'))
    .refine((schedule) => readSchedule(schedule) !== null, SCHEDULE_WANTED),
  /**
   * the time zone of the schedule, and of the day of birthdays
   * @defaultValue the store's
   */
  timeZone: z.string().refine(isTimeZone, 'is not a time zone; use a name such as "America/Sao_Paulo"').optional(),
  /** no run from this time on */
  until: z.string().regex(LOCAL_TIME, 'write a date as "2026-12-31", or with a time as "2026-12-31T18:00"').optional(),
  /** whose points they are: `{ customers }`, `{ file }` or `{ birthdays }` */
  audience,
  /** a safety limit: a run that would move more points in total moves none */
  maximumPoints: z
    .int(required('write how many points one run may move in all; one that would move more moves none'))
    .positive()
    .max(Number.MAX_SAFE_INTEGER),
});

export type ParsedPromotion = z.output<typeof promotionSchema>;
