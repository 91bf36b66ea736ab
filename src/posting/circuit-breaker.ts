import {
  type AccountHealth,
  afterCall,
  HEALTHY,
  leaveToCall,
  type Pause,
  type PausePolicy,
} from '../domain/circuit.ts';
import type { ReplyResult } from '../domain/post-result.ts';
import type { Store } from '../domain/store.ts';
import type { AccountShelf, VersionedHealth } from '../ports/circuit-store.ts';
import type { Work } from '../shared/deadline.ts';

/** What decides whether a store's account may be called. */
export type GatedStore = Pick<Store, 'platform' | 'account' | 'orderPrefix'>;

export type Entered =
  | { readonly kind: 'open' }
  /** Nobody should come back before `untilMs`, and not all at once: within `spreadMs` after it. */
  | { readonly kind: 'closed'; readonly because: string; readonly untilMs: number; readonly spreadMs: number };

/**
 * Decides whether a points API account may be called. One per container; what it learns is shared by all of them, and
 * outlives them, on the account shelf.
 */
export interface AccountGate {
  /**
   * The other name under which a store reached the same account, or `null`. That would let order numbers meet: WooCommerce's
   * begin at 1 in each store, so that their change keys would be the same.
   */
  otherName(store: GatedStore, version: string): string | null;
  /** Asks for leave to call with the credentials of this version. Rejects when the shelf cannot be reached. */
  enter(store: GatedStore, version: string, work: Work): Promise<Entered>;
  /** Tells what a call came to. Never rejects: what could not be told shows itself again with the next call. */
  report(store: GatedStore, call: { result: ReplyResult; version: string }, work: Work): Promise<void>;
}

/** What one container knows is at most this old; a call more in that time costs little. */
const KNOWN_FOR_MS = 2_000;
const LEAST_SPREAD_MS = 5_000;
const MOST_SPREAD_MS = 1_200_000;
/** A race is lost to another container, which told of the same API at the same time. */
const TRIES = 3;

/**
 * Pauses an account whose calls come to nothing: an API that is down costs a call now and then, not one for every order; one
 * that says "not now" is left alone by all; and a wrong password costs one call in five minutes.
 *
 * Names are compared within the container only: the configuration is what has to be right.
 */
export function createAccountGate(shelf: AccountShelf, policy: PausePolicy): AccountGate {
  const known = new Map<string, VersionedHealth & { readonly readAtMs: number }>();
  const numbersOf = new Map<string, string>();

  function know(account: string, { health, version }: VersionedHealth, work: Work) {
    known.set(account, { health, version, readAtMs: work.now() });
    return { health, version };
  }

  async function read(account: string, work: Work): Promise<VersionedHealth> {
    const loaded = (await shelf.load(account, work.signal)) ?? { health: HEALTHY, version: 0 };
    return know(account, loaded, work);
  }

  async function recent(account: string, work: Work): Promise<VersionedHealth> {
    const mine = known.get(account);
    // A clock that was set back must not make what is known last for ever.
    const isRecent = mine !== undefined && Math.abs(work.now() - mine.readAtMs) < KNOWN_FOR_MS;
    return isRecent ? mine : await read(account, work);
  }

  async function write(account: string, health: AccountHealth, expected: number, work: Work): Promise<boolean> {
    if ((await shelf.save(account, health, expected, work.signal)) === 'conflict') return false;
    know(account, { health, version: expected + 1 }, work);
    return true;
  }

  async function learn(account: string, call: { result: ReplyResult; version: string }, work: Work): Promise<void> {
    let current = await recent(account, work);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const next = afterCall(current.health, call, policy, work.now());
      if (next === current.health || (await write(account, next, current.version, work))) return;
      current = await read(account, work);
    }
  }

  return {
    otherName({ platform, account, orderPrefix }, version) {
      if (platform !== 'woocommerce') return null;
      const numbers = `${version} ${orderPrefix}`;
      numbersOf.set(account, numbers);
      const [first = account] = [...numbersOf].find(([, others]) => others === numbers) ?? [];
      return first === account ? null : first;
    },
    async enter({ account }, version, work) {
      let current = await recent(account, work);
      for (let tries = 0; tries < TRIES; tries += 1) {
        const leave = leaveToCall(current.health, version, work.now());
        if (leave.kind === 'call') return { kind: 'open' };
        if (leave.kind === 'wait') return closed(account, leave.pause);
        if (await write(account, leave.asking, current.version, work)) return { kind: 'open' };
        current = await read(account, work);
      }
      return {
        kind: 'closed',
        because: `account "${account}" is much asked for`,
        untilMs: work.now(),
        spreadMs: LEAST_SPREAD_MS,
      };
    },

    report: ({ account }, call, work) => learn(account, call, work).catch(() => {}),
  };
}

function closed(account: string, { because, untilMs, lengthMs }: Pause): Entered {
  const spreadMs = Math.min(Math.max(4 * lengthMs, LEAST_SPREAD_MS), MOST_SPREAD_MS);
  return { kind: 'closed', because: REASONS[because](account), untilMs, spreadMs };
}

const REASONS: Readonly<Record<Pause['because'], (account: string) => string>> = {
  failing: (account) => `the points API does not answer for account "${account}"; its calls pause`,
  limited: (account) => `the points API asked account "${account}" to slow down; its calls pause`,
  credentials: (account) => `the points API refuses the credentials of account "${account}"`,
};
