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
    customer: z.string().min(1),
    points: points('').optional(),
    text: z.string().max(MAX_CUSTOMER_REASON).optional(),
  }),
]);

const audience = z.union(
  [
    z.strictObject({
      customers: z
        .array(listed)
        .min(1)
        .max(MAX_LISTED)
        .refine(
          (customers) => Buffer.byteLength(JSON.stringify(customers)) <= MAX_LISTED_BYTES,
          `are more than ${MAX_LISTED_BYTES / 1_000} KB; write them into a file, and name the file`,
        ),
    }),
    z.strictObject({ file }),
    z.strictObject({ birthdays: file }),
  ],
  {
    error: `write { customers: […] } with at most ${MAX_LISTED} customers, { file: "vip.csv" } or { birthdays: "birthdays.csv" }`,
  },
);

export const promotionSchema = z.strictObject({
  id: z
    .string(required('name the promotion, such as "christmas"; its change keys hold this name'))
    .regex(/^[a-z][a-z0-9_]{0,39}$/, 'use 1 to 40 lower-case letters, digits and underscores, beginning with a letter'),
  store: z.string(required('name the store whose customers these are')),
  points: z.union([points(''), z.literal('audience')], {
    error: ({ input }) =>
      input === undefined
        ? 'is missing: write how many points each customer gets, or "audience" when the file says it'
        : `write a whole number from 1 to ${MAX_POINTS}, or "audience"`,
  }),
  takesBack: z.boolean().default(false),
  reason: z.string().min(1).max(200).default('Promotion {promotion}, {date}'),
  customerReason: z.string().min(1).max(MAX_CUSTOMER_REASON).optional(),
  schedule: z
    .string(required('write when it fires, such as "at(2026-12-24T09:00:00)" or "cron(0 9 * * ? *)"'))
    .refine((schedule) => readSchedule(schedule) !== null, SCHEDULE_WANTED),
  timeZone: z.string().refine(isTimeZone, 'is not a time zone; use a name such as "America/Sao_Paulo"').optional(),
  until: z.string().regex(LOCAL_TIME, 'write a date as "2026-12-31", or with a time as "2026-12-31T18:00"').optional(),
  audience,
  maximumPoints: z
    .int(required('write how many points one run may move in all; one that would move more moves none'))
    .positive()
    .max(Number.MAX_SAFE_INTEGER),
});

export type ParsedPromotion = z.output<typeof promotionSchema>;
