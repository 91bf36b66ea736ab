import * as z from 'zod';
import type { ChangeKey } from '../../domain/change-key.ts';
import type { Entry } from '../../domain/entry.ts';
import { inFullOrder, inOrder } from './in-order.ts';

const state = z.enum(['pending', 'parked', 'applied', 'withdrawn', 'uncollected']);
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
  codeName: z.string().nullable(),
  errorCode: z.number().nullable(),
  message: z.string().nullable(),
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

const named = z.strictObject({
  ...always,
  customerReason: z.string().nullable().default(null),
  parked: parkReason.nullable().default(null),
  parkedAtMs: z.number().nullable().default(null),
  countedFrom: z.number(),
  unanswered: z.array(z.number()),
  lease: z.strictObject(lease).nullable().default(null),
  firstAttemptAtMs: z.number().nullable().default(null),
  storeMissingSinceMs: z.number().nullable().default(null),
  rests: z.number().default(0),
  lastReply: z.strictObject(reply).nullable().default(null),
  warning: warning.nullable().default(null),
  balanceAfter: z.number().nullable().default(null),
});

/** An entry as `namedEntry` wrote it: of an award, or of an order in version 2 of the items. */
export const storedNamedEntry = named.transform(
  ({ countedFrom, unanswered, rests, ...entry }): Entry => ({
    ...entry,
    backoffBase: countedFrom,
    unresolvedAttempts: unanswered,
    partialReversals: rests,
  }),
);

/** The schema of an order's entry, for lists of one kind or the other. What most entries lack is at its end. */
function entryIn(list: typeof inOrder) {
  return list({
    ...always,
    backoffBase: z.number(),
    unresolvedAttempts: z.array(z.number()),
    partialReversals: z.number(),
    firstAttemptAtMs: z.number().nullable(),
    lastReply: list(reply).nullable(),
    balanceAfter: z.number().nullable(),
    customerReason: z.string().nullable(),
    warning: warning.nullable(),
    parked: parkReason.nullable(),
    parkedAtMs: z.number().nullable(),
    lease: list(lease).nullable(),
    storeMissingSinceMs: z.number().nullable(),
  });
}

export const storedEntry: z.ZodType<Entry> = entryIn(inOrder);
/** As a row. */
export const entryRow: z.ZodType<Entry> = entryIn(inFullOrder);
