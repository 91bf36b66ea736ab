import type { Connection } from '../../../cli/connection.ts';
import { UNTOUCHED } from '../../../src/domain/account-state.ts';
import { circuitState } from '../../../src/domain/circuit.ts';
import { hasResumed } from '../../../src/domain/pace.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';
import type { AccountRow } from '../../api-work.ts';

/** Every account of the configuration: whether it is called, and how fast. */
export async function accountRows(
  { accountStates, config }: Pick<Connection, 'accountStates' | 'config'>,
  { now, signal }: Deadline,
): Promise<readonly AccountRow[]> {
  const { stores, settling } = await config();
  const names = [...new Set(stores.map((store) => store.account))];
  return await Promise.all(
    names.map(async (account) => {
      const { circuit, pace } = (await accountStates.load(account, signal))?.record ?? UNTOUCHED;
      const nowMs = now();
      const state = circuitState(circuit, circuit.open?.version ?? '', nowMs);
      const open = state === 'closed' ? null : circuit.open;
      const learnt = pace === null || hasResumed(pace, nowMs) ? null : pace;
      const configured = settling.account.callsPerSecond;
      return {
        account,
        stores: stores.filter((store) => store.account === account).map(({ id }) => id),
        circuit: state === 'closed' ? 'closed' : state === 'pausing' ? 'open' : 'halfOpen',
        because: open?.because ?? null,
        since: open === null || open.asked ? null : new Date(open.untilMs - open.lengthMs).toISOString(),
        until: open === null ? null : new Date(open.untilMs).toISOString(),
        callsPerSecond: learnt?.perSecond ?? configured,
        paceIs:
          learnt !== null && learnt.cuts > 0
            ? 'learnt'
            : configured === null && learnt === null
              ? 'free'
              : learnt === null
                ? 'configured'
                : 'learnt',
        lineEndsAt: learnt !== null && learnt.lineEndsAtMs > nowMs ? new Date(learnt.lineEndsAtMs).toISOString() : null,
      } as const;
    }),
  );
}
