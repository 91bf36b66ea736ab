import * as z from 'zod/mini';
import { type AccountState, UNTOUCHED } from '../../domain/account-state.ts';
import type { AccountStates } from '../../ports/account-states.ts';
import { createVersionedItems, type VersionedItemsOptions } from './versioned-items.ts';

const time = z.number();

/** Stored names are older than those in the code and do not change. */
const storedState = z.object({
  failing: z._default(z.array(z.string()), []),
  pause: z.nullable(
    z.object({
      because: z.enum(['failing', 'limited', 'credentials']),
      lengthMs: z.number(),
      untilMs: z.number(),
      asked: z.boolean(),
      version: z.nullable(z.string()),
    }),
  ),
  pace: z._default(
    z.nullable(
      z.object({
        perSecond: z.number().check(z.positive()),
        freeAtMs: time,
        ordersFreeAtMs: time,
        lineEndsAtMs: time,
        limit: z.nullable(z.number().check(z.positive())),
        isLimitSure: z.boolean(),
        cuts: z.int().check(z.nonnegative()),
        slots: z.int().check(z.nonnegative()),
        raisedAtMs: time,
        sinceMs: time,
      }),
    ),
    null,
  ),
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
