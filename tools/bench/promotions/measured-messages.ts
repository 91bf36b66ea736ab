import * as z from 'zod';

/** What the measured processes are started with. */
export const measuredInput = z.object({
  endpoint: z.url(),
  dynamoDb: z.url(),
  tableName: z.string(),
  queueUrl: z.url(),
  bucket: z.string(),
  promotion: z.string(),
  file: z.string(),
  scheduledAtMs: z.number(),
});
export type MeasuredInput = z.infer<typeof measuredInput>;

/** What planning came to. */
export const planned = z.object({
  outcome: z.string(),
  counts: z.object({
    rows: z.number(),
    awards: z.number(),
    points: z.number(),
    bad: z.number(),
    duplicates: z.number(),
    otherDays: z.number(),
  }),
  lookingMs: z.number(),
  queuingMs: z.number(),
  /** For queue and ledger, while queuing. */
  waitedMs: z.number(),
  peakBytes: z.number(),
});
export type Planned = z.infer<typeof planned>;

/** What the bare parser came to. */
export const parsed = z.object({ records: z.number(), tookMs: z.number() });
export type Parsed = z.infer<typeof parsed>;
