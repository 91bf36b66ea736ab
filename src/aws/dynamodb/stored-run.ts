import * as z from 'zod';
import { customerBys } from '../../domain/customer-id.ts';
import type { Progress } from '../../domain/promotion/progress.ts';
import type { RunRecord } from '../../domain/promotion/run.ts';

/** The attributes of every item of promotions. */
export const storedItem = z.object({ version: z.int().positive(), stored: z.string() });

const audience = z.union([
  z.strictObject({
    kind: z.literal('list'),
    customers: z.array(
      z.strictObject({ customer: z.string(), points: z.number().nullable(), text: z.string().nullable() }),
    ),
  }),
  z.strictObject({ kind: z.enum(['file', 'birthdays']), file: z.string() }),
]);

const pinned = z.strictObject({
  store: z.string(),
  points: z.union([z.number(), z.literal('audience')]),
  takesBack: z.boolean(),
  timeZone: z.string(),
  maximumPoints: z.number(),
  customerBy: z.enum(customerBys),
  reason: z.string(),
  customerReason: z.string().nullable(),
  audience,
  version: z.strictObject({ id: z.string().nullable(), etag: z.string(), bytes: z.number() }).nullable(),
});

const counts = z.strictObject({
  rows: z.number(),
  awards: z.number(),
  points: z.number(),
  bad: z.number(),
  duplicates: z.number(),
  otherDays: z.number(),
});

export const storedRun: z.ZodType<RunRecord> = z.strictObject({
  key: z.strictObject({ promotion: z.string(), occurrence: z.string() }),
  phase: z.enum(['refused', 'pinned', 'queuing', 'queued']),
  firedAtMs: z.number(),
  pinned: pinned.nullable(),
  counts: counts.nullable(),
  queuedToLine: z.number(),
  report: z.string().nullable(),
  because: z.string().nullable(),
  dismissedAtMs: z.number().nullable(),
});

const openResult = z.enum(['waiting', 'parked', 'uncollected']);
export const storedProgress: z.ZodType<Progress> = z.strictObject({
  counted: z.array(z.tuple([z.number(), z.number()])),
  applied: z.number(),
  alreadyApplied: z.number(),
  warned: z.number(),
  open: z.record(z.string(), openResult),
  early: z.record(z.string(), z.union([z.enum(['applied', 'alreadyApplied', 'warned']), openResult])),
  lastAtMs: z.number(),
});

/** Reads the item of a run. Throws on one that this version cannot read. */
export function readRun(item: unknown): RunRecord {
  return storedRun.parse(JSON.parse(storedItem.parse(item).stored));
}
