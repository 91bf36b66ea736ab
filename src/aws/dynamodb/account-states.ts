import * as z from 'zod';
import { type AccountState, UNTOUCHED } from '../../domain/account-state.ts';
import type { AccountStates } from '../../ports/account-states.ts';
import { createVersionedItems, type VersionedItemsOptions } from './versioned-items.ts';

const time = z.number();

/** Stored names are older than those in the code and do not change. */
const storedState = z.object({
  failing: z.array(z.string()).default([]),
  pause: z
    .object({
      because: z.enum(['failing', 'limited', 'credentials']),
      lengthMs: z.number(),
      untilMs: z.number(),
      asked: z.boolean(),
      version: z.string().nullable(),
    })
    .nullable(),
  pace: z
    .object({
      perSecond: z.number().positive(),
      freeAtMs: time,
      ordersFreeAtMs: time,
      lineEndsAtMs: time,
      limit: z.number().positive().nullable(),
      isLimitSure: z.boolean(),
      cuts: z.int().nonnegative(),
      slots: z.int().nonnegative(),
      raisedAtMs: time,
      sinceMs: time,
    })
    .nullable()
    .default(null),
});

/** The states of accounts as items of the ledger's table. */
export function createDynamoDbAccountStates(options: VersionedItemsOptions): AccountStates {
  return createVersionedItems(options, { pk: accountPk, attribute: 'health', toText: toText, fromText: readState });
}

function accountPk(account: string): string {
  return `ACCOUNT#${account}`;
}

/** `troubles` is for versions that count failures. */
function toText({ circuit: { failing, open }, pace }: AccountState): string {
  const stored = { troubles: failing.length, failing: [...failing], pause: open, pace };
  return JSON.stringify(stored satisfies z.input<typeof storedState> & { readonly troubles: number });
}

/** What another version wrote in another shape counts as untouched: the next calls learn it again. */
function readState(text: string): AccountState {
  const { data } = storedState.safeParse(JSON.parse(text));
  return data === undefined ? UNTOUCHED : { circuit: { failing: data.failing, open: data.pause }, pace: data.pace };
}
