import * as z from 'zod/mini';
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
  customerReason: z._default(z.nullable(z.string()), null),
  state: z.enum(['pending', 'parked', 'applied', 'withdrawn', 'uncollected']),
  parked: z._default(
    z.nullable(
      z.enum([
        'refused',
        'needsChecking',
        'customerUnknown',
        'insufficientBalance',
        'triesExhausted',
        'storeRemoved',
        'settlingFailed',
        'pointsOutOfRange',
      ]),
    ),
    null,
  ),
  parkedAtMs: z._default(z.nullable(z.number()), null),
  attempts: z.number(),
  countedFrom: z.number(),
  unanswered: z.array(z.number()),
  lease: z._default(z.nullable(z.strictObject({ holder: z.string(), untilMs: z.number() })), null),
  notBeforeMs: z.number(),
  firstAttemptAtMs: z._default(z.nullable(z.number()), null),
  storeMissingSinceMs: z._default(z.nullable(z.number()), null),
  plannedAtMs: z.number(),
  rests: z._default(z.number(), 0),
  lastReply: z._default(
    z.nullable(
      z.strictObject({
        status: z.number(),
        codeName: z.nullable(z.string()),
        errorCode: z.nullable(z.number()),
        message: z.nullable(z.string()),
      }),
    ),
    null,
  ),
  warning: z._default(z.nullable(z.enum(['apiWarning', 'keyUsedByOther'])), null),
  balanceAfter: z._default(z.nullable(z.number()), null),
});

/** An entry as `writtenEntry` wrote it. */
export const storedEntry = z.pipe(
  fields,
  z.transform(
    ({ countedFrom, unanswered, rests, ...entry }): Entry => ({
      ...entry,
      backoffBase: countedFrom,
      unresolvedAttempts: unanswered,
      partialReversals: rests,
    }),
  ),
);
