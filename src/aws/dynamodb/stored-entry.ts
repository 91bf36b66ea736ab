import * as z from 'zod/mini';
import type { ChangeKey } from '../../domain/change-key.ts';
import type { Entry } from '../../domain/entry.ts';
import { inFullOrder, inOrder } from './in-order.ts';

const state = z.enum(['pending', 'parked', 'applied', 'withdrawn', 'uncollected', 'shadow']);
const parkReason = z.enum([
  'refused',
  'needsChecking',
  'customerUnknown',
  'insufficientBalance',
  'triesExhausted',
  'storeRemoved',
  'settlingFailed',
  'pointsOutOfRange',
]);
const warning = z.enum(['apiWarning', 'keyUsedByOther']);
const lease = { holder: z.string(), untilMs: z.number() };
const reply = {
  status: z.number(),
  codeName: z.nullable(z.string()),
  errorCode: z.nullable(z.number()),
  message: z.nullable(z.string()),
};
const always = {
  number: z.number(),
  points: z.number(),
  changeKey: z.custom<ChangeKey>((value) => typeof value === 'string'),
  reason: z.string(),
  state,
  attempts: z.number(),
  notBeforeMs: z.number(),
  plannedAtMs: z.number(),
};

/** Some stored names are older than those in the code. Nulls are not written: most entries are applied at once and have many. */
export function namedEntry({ backoffBase, unresolvedAttempts, partialReversals, ...entry }: Entry): object {
  const rests = partialReversals === 0 ? null : partialReversals;
  const fields = { ...entry, countedFrom: backoffBase, unanswered: unresolvedAttempts, rests };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

const named = z.lazy(() =>
  z.strictObject({
    ...always,
    customerReason: z._default(z.nullable(z.string()), null),
    parked: z._default(z.nullable(parkReason), null),
    parkedAtMs: z._default(z.nullable(z.number()), null),
    countedFrom: z.number(),
    unanswered: z.array(z.number()),
    lease: z._default(z.nullable(z.strictObject(lease)), null),
    firstAttemptAtMs: z._default(z.nullable(z.number()), null),
    storeMissingSinceMs: z._default(z.nullable(z.number()), null),
    rests: z._default(z.number(), 0),
    lastReply: z._default(z.nullable(z.strictObject(reply)), null),
    warning: z._default(z.nullable(warning), null),
    balanceAfter: z._default(z.nullable(z.number()), null),
  }),
);

/** An entry as `namedEntry` wrote it: of an award, or of an order in version 2 of the items. */
export const storedNamedEntry = z.pipe(
  named,
  z.transform(
    ({ countedFrom, unanswered, rests, ...entry }): Entry => ({
      ...entry,
      backoffBase: countedFrom,
      unresolvedAttempts: unanswered,
      partialReversals: rests,
    }),
  ),
);

/** The schema of an order's entry, for lists of one kind or the other. What most entries lack is at its end. */
function entryIn(list: typeof inOrder) {
  return list({
    ...always,
    backoffBase: z.number(),
    unresolvedAttempts: z.array(z.number()),
    partialReversals: z.number(),
    firstAttemptAtMs: z.nullable(z.number()),
    lastReply: z.nullable(list(reply)),
    balanceAfter: z.nullable(z.number()),
    customerReason: z.nullable(z.string()),
    warning: z.nullable(warning),
    parked: z.nullable(parkReason),
    parkedAtMs: z.nullable(z.number()),
    lease: z.nullable(list(lease)),
    storeMissingSinceMs: z.nullable(z.number()),
  });
}

export const storedEntry: z.ZodMiniType<Entry> = entryIn(inOrder);
/** As a row. */
export const entryRow: z.ZodMiniType<Entry> = z.lazy(() => entryIn(inFullOrder));
