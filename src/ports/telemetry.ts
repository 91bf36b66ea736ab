import type { Outcome } from '../domain/outcome.ts';
import type { AudienceCounts } from '../domain/promotion/run.ts';
import type { Reason } from '../domain/reasons.ts';

/** Everything that Ponte tells of while it works; `event-table.ts` says what is written of each. */
export type PonteEvent =
  /** Ends an invocation. The header fields are as sent, if they look like what they should be. */
  | {
      readonly kind: 'deliveryHandled';
      readonly platform: string;
      readonly store: string | null;
      readonly topic: string | null;
      readonly delivery: string | null;
      readonly tookMs: number;
      readonly outcome: Outcome;
    }
  /** A delivery's facts are in the ledger: older ones than it knew, or nothing new. */
  | { readonly kind: 'factsRecorded'; readonly stale: boolean; readonly changed: boolean }
  /** A body's own time was ahead of its arrival by more than ten minutes: the shop's clock is wrong. */
  | { readonly kind: 'shopClockAhead'; readonly store: string; readonly order: string }
  /** A message of the queue was handled: an order to settle, or a delivery that was kept. */
  | { readonly kind: 'orderSettled'; readonly store: string | null; readonly tookMs: number; readonly outcome: Outcome }
  /** Ends an invocation, of which so many messages come again. */
  | { readonly kind: 'batchSettled'; readonly messages: number; readonly comeAgain: number }
  /** How long the oldest of what waits has waited, measured by every sweep; null where nobody can tell. */
  | { readonly kind: 'waitingMeasured'; readonly parkedMs: number | null; readonly runsOverdueMs: number | null }
  /** A delivery is in the queue as it came. `ageMs` counts since it was first received; `nextInMs`, until it is tried again. */
  | {
      readonly kind: 'deliveryKept';
      readonly store: string;
      readonly isVerified: boolean;
      readonly ageMs: number;
      readonly nextInMs: number;
    }
  /** Ends an invocation; see `Sweep`. */
  | {
      readonly kind: 'swept';
      readonly queued: number;
      readonly failed: number;
      readonly unreadable: number;
      readonly complete: boolean;
      readonly overdueMs: number;
    }
  /** One call of the points API. `status` is null when it was not answered. */
  | {
      readonly kind: 'apiCalled';
      readonly call: 'change' | 'createCustomer' | 'balance';
      readonly reply: 'answered' | 'timeout' | 'network';
      readonly status: number | null;
      readonly tookMs: number;
    }
  /** A run of a promotion cannot begin, or cannot go on, until a person has put the cause right. */
  | {
      readonly kind: 'runRefused';
      readonly promotion: string;
      readonly occurrence: string;
      /** Whether it is listed for a person, too. */
      readonly reason: 'runStopped' | 'runRefused';
      readonly because: string;
    }
  /** A run's audience was validated, and its awards begin to be queued. */
  | ({ readonly kind: 'runBegun'; readonly promotion: string; readonly occurrence: string } & AudienceCounts)
  /** A batch of awards was posted as far as it went; `left` awards are in the queue again. */
  | {
      readonly kind: 'awardsPosted';
      readonly promotion: string;
      readonly occurrence: string;
      readonly applied: number;
      readonly alreadyApplied: number;
      readonly warned: number;
      readonly waiting: number;
      readonly parked: number;
      readonly left: number;
      readonly tookMs: number;
    }
  /** A message of the promotions queue was handled. */
  | { readonly kind: 'promotionHandled'; readonly tookMs: number; readonly outcome: Outcome }
  /**
   * A run tried an entry, or could have, and leaves it pending for a later one. `result` is what the attempt came to, null
   * without one; `status` and `errorCode` are the API's. `ageMs` counts since it could have been posted; `nextInMs`, until it is
   * tried again.
   */
  | {
      readonly kind: 'entryLeft';
      readonly store: string;
      readonly order: string;
      readonly entry: number;
      readonly attempts: number;
      readonly result: string | null;
      readonly status: number | null;
      readonly errorCode: number | null;
      readonly ageMs: number;
      readonly nextInMs: number;
    }
  /** The time is over, and what is left is done by a later run: entries of an order, messages of a batch, orders of a sweep, awards. */
  | {
      readonly kind: 'outOfTime';
      readonly left: 'entries' | 'messages' | 'orders' | 'awards';
      /** `null` where nobody counted. */
      readonly count: number | null;
      readonly store?: string;
      readonly order?: string;
    }
  /** A store's secret is not as it should be: `refreshFailed` and `shortWebhookSecret` leave it in use. */
  | {
      readonly kind: 'secretTrouble';
      readonly store: string;
      readonly trouble: 'shortWebhookSecret' | 'noCredentials' | 'refreshFailed' | 'unavailable' | 'invalid';
      readonly because: string | null;
    }
  /** Ends an invocation that nobody foresaw the error of. */
  | { readonly kind: 'brokeDown'; readonly error: unknown }
  /** Something failed without losing anything. */
  | { readonly kind: 'warning'; readonly message: string; readonly error?: unknown }
  /** A whole account is kept from being served, and only a person can change that. */
  | { readonly kind: 'alarm'; readonly reason: Reason; readonly message: string };

export type EventOf<Kind extends PonteEvent['kind']> = Extract<PonteEvent, { kind: Kind }>;

/** The port through which everything tells what happens. Never throws, and nobody waits for it. */
export type Emit = (event: PonteEvent) => void;
