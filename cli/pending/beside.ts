import type { PonteConfig } from '../../src/config/define-config.ts';
import type { OpenCircuit } from '../../src/domain/circuit.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import type { Connection } from '../connection.ts';
import { counted } from '../counted.ts';
import { type Shown, shown } from '../terminal.ts';
import type { Times } from '../times.ts';

/** What waits outside the ledger's orders, and what keeps it. */
export type Beside =
  | {
      readonly kind: 'account';
      readonly account: string;
      readonly stores: readonly string[];
      readonly because: OpenCircuit['because'];
      readonly until: string;
      readonly callsPerSecond: number | null;
    }
  | {
      readonly kind: 'paced';
      readonly account: string;
      readonly stores: readonly string[];
      readonly callsPerSecond: number;
      readonly lineEndsAt: string | null;
    }
  | {
      readonly kind: 'unverified';
      readonly store: string;
      readonly deliveries: number;
      readonly bytes: number;
      readonly since: string;
    }
  | {
      readonly kind: 'shadow';
      readonly store: string;
    }
  | {
      readonly kind: 'queue';
      readonly queue: string;
      readonly ready: number;
      readonly delayed: number;
      readonly inFlight: number;
    };

type Sources = Pick<Connection, 'accountStates' | 'unverifiedCounts' | 'queues'>;

/** Accounts that are not called or paced, stores in shadow, deliveries that wait for a secret, and the queues. Rejects when one cannot be asked. */
export async function gatherBeside(
  sources: Sources,
  config: Pick<PonteConfig, 'stores'>,
  deadline: Deadline,
): Promise<readonly Beside[]> {
  return [
    ...(await accountsOf(sources, config, deadline)),
    ...config.stores.filter(({ shadow }) => shadow).map(({ id }) => ({ kind: 'shadow' as const, store: id })),
    ...(await unverifiedOf(sources, config, deadline)),
    ...(await queuesOf(sources, deadline)),
  ];
}

const BECAUSE: Readonly<Record<OpenCircuit['because'], string>> = {
  failing: 'BonifiQ does not answer',
  limited: 'BonifiQ asked for a pause',
  credentials: 'BonifiQ refuses its credentials: put bonifiq in the secret right',
};

/** `null` for a queue that is empty. */
export function besideInWords(one: Beside, times: Times): Shown | null {
  switch (one.kind) {
    case 'account':
      return shown`account ${one.account}: no calls until ${times(one.stores)(one.until)}: ${BECAUSE[one.because]}`;
    case 'paced':
      return shown`account ${one.account}: called ${one.callsPerSecond.toFixed(1)} times a second at most, as BonifiQ limits it${one.lineEndsAt === null ? '' : `; what waits in line is through by ${times(one.stores)(one.lineEndsAt)}`}`;
    case 'unverified':
      return shown`store ${one.store}: ${counted(one.deliveries, 'delivery', 'deliveries')} (${counted(one.bytes, 'byte')}) ${one.deliveries === 1 ? 'waits' : 'wait'} since ${one.since} (UTC) for its secret, to be verified`;
    case 'shadow':
      return shown`store ${one.store}: in shadow: nothing of its orders is posted`;
    case 'queue': {
      const { queue, ready, delayed, inFlight } = one;
      if (ready + delayed + inFlight === 0) return null;
      return shown`queue ${queue}: about ${counted(ready, 'message')} ready, ${delayed} delayed, ${inFlight} in work`;
    }
    default:
      return one satisfies never;
  }
}

async function accountsOf(
  { accountStates }: Sources,
  { stores }: Pick<PonteConfig, 'stores'>,
  { now, signal }: Deadline,
): Promise<Beside[]> {
  const told: Beside[] = [];
  for (const [account, sharing] of Map.groupBy(stores, (store) => store.account)) {
    const found = await accountStates.load(account, signal);
    if (found === null) continue;
    const { circuit, pace } = found.record;
    const { open } = circuit;
    const of = { account, stores: sharing.map(({ id }) => id) };
    if (open !== null && open.untilMs > now()) {
      const until = new Date(open.untilMs).toISOString();
      told.push({ kind: 'account', ...of, because: open.because, until, callsPerSecond: pace?.perSecond ?? null });
    } else if (pace !== null) {
      const lineEndsAt = pace.lineEndsAtMs > now() ? new Date(pace.lineEndsAtMs).toISOString() : null;
      told.push({ kind: 'paced', ...of, callsPerSecond: pace.perSecond, lineEndsAt });
    }
  }
  return told;
}

const DAY_MS = 86_400_000;

async function unverifiedOf(
  { unverifiedCounts }: Sources,
  { stores }: Pick<PonteConfig, 'stores'>,
  { signal }: Deadline,
): Promise<Beside[]> {
  const told: Beside[] = [];
  for (const { id: store } of stores) {
    const days = Object.entries((await unverifiedCounts.load(store, signal))?.record ?? {});
    if (days.length === 0) continue;
    const since = new Date(Math.min(...days.map(([day]) => Number(day))) * DAY_MS).toISOString().slice(0, 10);
    const deliveries = days.reduce((sum, [, load]) => sum + load.deliveries, 0);
    const bytes = days.reduce((sum, [, load]) => sum + load.bytes, 0);
    told.push({ kind: 'unverified', store, deliveries, bytes, since });
  }
  return told;
}

async function queuesOf({ queues }: Sources, { signal }: Deadline): Promise<Beside[]> {
  const told: Beside[] = [];
  for (const { name, depth } of queues) told.push({ kind: 'queue', queue: name, ...(await depth(signal)) });
  return told;
}
