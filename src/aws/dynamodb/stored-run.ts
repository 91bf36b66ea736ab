import * as z from 'zod/mini';
import { customerBys } from '../../domain/customer-id.ts';
import type { Progress } from '../../domain/promotion/progress.ts';
import type { RunRecord } from '../../domain/promotion/run.ts';

/** The attributes of every item of promotions. */
export const storedItem = z.object({ version: z.int().check(z.positive()), stored: z.string() });

const audience = z.union([
  z.strictObject({
    kind: z.literal('list'),
    customers: z.array(
      z.strictObject({ customer: z.string(), points: z.nullable(z.number()), text: z.nullable(z.string()) }),
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
  customerReason: z.nullable(z.string()),
  audience,
  version: z.nullable(z.strictObject({ id: z.nullable(z.string()), etag: z.string(), bytes: z.number() })),
});

const counts = z.strictObject({
  rows: z.number(),
  awards: z.number(),
  points: z.number(),
  bad: z.number(),
  duplicates: z.number(),
  otherDays: z.number(),
});

export const storedRun: z.ZodMiniType<RunRecord> = z.strictObject({
  key: z.strictObject({ promotion: z.string(), occurrence: z.string() }),
  phase: z.enum(['refused', 'pinned', 'queuing', 'queued']),
  firedAtMs: z.number(),
  pinned: z.nullable(pinned),
  counts: z.nullable(counts),
  queuedToLine: z.number(),
  report: z.nullable(z.string()),
  because: z.nullable(z.string()),
  dismissedAtMs: z.nullable(z.number()),
});

const openResult = z.enum(['waiting', 'parked', 'uncollected']);
export const storedProgress: z.ZodMiniType<Progress> = z.strictObject({
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
