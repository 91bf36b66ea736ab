import type { AccountState } from '../domain/account-state.ts';
import type { Slots } from '../shared/optimistic-update.ts';

/** Stores the state of every account of the loyalty API, shared by all containers. Rejects when it cannot be reached. */
export type AccountStates = Slots<AccountState>;
