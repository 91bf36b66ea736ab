import * as z from 'zod';
import type { ChangeKey } from '../../domain/change-key.ts';
import type { Entry } from '../../domain/entry.ts';

const changeKey = z.custom<ChangeKey>((value) => typeof value === 'string');

/** Some stored names are older than those in the code. Nulls are not written: most entries are applied at once and have many. */
export function writtenEntry({ backoffBase, unresolvedAttempts, partialReversals, ...entry }: Entry): object {
  const rests = partialReversals === 0 ? null : partialReversals;
  const fields = { ...entry, countedFrom: backoffBase, unanswered: unresolvedAttempts, rests };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

const fields = z.strictObject({
  number: z.number(),
  points: z.number(),
  changeKey,
  reason: z.string(),
  customerReason: z.string().nullable().default(null),
  state: z.enum(['pending', 'parked', 'applied', 'withdrawn', 'uncollected']),
  parked: z
    .enum([
      'refused',
      'needsChecking',
      'customerUnknown',
      'insufficientBalance',
      'triesExhausted',
      'storeRemoved',
      'settlingFailed',
      'pointsOutOfRange',
    ])
    .nullable()
    .default(null),
  parkedAtMs: z.number().nullable().default(null),
  attempts: z.number(),
  countedFrom: z.number(),
  unanswered: z.array(z.number()),
  lease: z.strictObject({ holder: z.string(), untilMs: z.number() }).nullable().default(null),
  notBeforeMs: z.number(),
  firstAttemptAtMs: z.number().nullable().default(null),
  storeMissingSinceMs: z.number().nullable().default(null),
  plannedAtMs: z.number(),
  rests: z.number().default(0),
  lastReply: z
    .strictObject({
      status: z.number(),
      codeName: z.string().nullable(),
      errorCode: z.number().nullable(),
      message: z.string().nullable(),
    })
    .nullable()
    .default(null),
  warning: z.enum(['apiWarning', 'keyUsedByOther']).nullable().default(null),
  balanceAfter: z.number().nullable().default(null),
});

/** An entry as `writtenEntry` wrote it. */
export const storedEntry = fields.transform(
  ({ countedFrom, unanswered, rests, ...entry }): Entry => ({
    ...entry,
    backoffBase: countedFrom,
    unresolvedAttempts: unanswered,
    partialReversals: rests,
  }),
);
