import type { AccountState } from '../../../src/domain/account-state.ts';
import { paceAt } from '../../../src/domain/pace.ts';
import type { AccountStates } from '../../../src/ports/account-states.ts';
import { describeSlots, type OpenSlots } from './slots.ts';

const troubled: AccountState = { circuit: { failing: ['0f3a9c1e', '77b2d004'], open: null }, pace: null };
const paused: AccountState = {
  circuit: {
    failing: [],
    open: { because: 'limited', lengthMs: 4_000, untilMs: 1_764_072_000_123, asked: true, version: null },
  },
  pace: { ...paceAt(0.1 + 0.2, 1_764_072_000_123.456), limit: 17.5, isLimitSure: true, cuts: 4, slots: 12 },
};
const refused: AccountState = {
  circuit: {
    failing: [],
    open: { because: 'credentials', lengthMs: 300_000, untilMs: 1_764_072_000_000, asked: false, version: '0f3a' },
  },
  pace: null,
};

/** What every store of account states must do, whatever keeps it. `factory` opens an empty one. */
export function describeAccountStates(name: string, factory: () => Promise<OpenSlots<AccountStates>>): void {
  describeSlots<AccountState, AccountStates>(`account states: ${name}`, factory, [troubled, paused, refused]);
}
