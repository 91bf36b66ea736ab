import type { Outcome } from '../domain/outcome.ts';
import type { AudienceCounts } from '../domain/promotion/run.ts';
import type { Reason } from '../domain/reasons.ts';

/** The events that Ponte emits. `event-table.ts` says what is logged and measured of each. */
export type PonteEvent =
  /** A cold start: a function's process is ready for its first event. `initMs`: since the process began. */
  | { readonly kind: 'started'; readonly initMs: number }
  /** Ends an invocation. Header values are as sent, if they are well-formed. */
  | {
      readonly kind: 'deliveryHandled';
      readonly platform: string;
      readonly store: string | null;
      readonly topic: string | null;
      readonly delivery: string | null;
      readonly tookMs: number;
      readonly outcome: Outcome;
    }
  /** A delivery's facts are in the ledger. `stale`: older than the known ones. `changed`: they changed the record. */
  | { readonly kind: 'factsRecorded'; readonly stale: boolean; readonly changed: boolean }
  /** A body's own time was ahead of its arrival by more than ten minutes. */
  | { readonly kind: 'shopClockAhead'; readonly store: string; readonly order: string }
  /** A store's last genuine delivery is longer ago than its `silence` setting allows. */
  | { readonly kind: 'storeSilent'; readonly store: string; readonly silentMs: number; readonly allowedMs: number }
  /** Of a store's newest `orders`, many more than usual give no points. `usualShare`: from 0 to 1, `null` while nobody knows it. */
  | {
      readonly kind: 'storeSkips';
      readonly store: string;
      readonly skipped: number;
      readonly orders: number;
      readonly usualShare: number | null;
    }
  /** Deliveries to a store were refused in a row, perhaps a stranger's. `refusals`: how many, counted up to ten. */
  | { readonly kind: 'storeRefused'; readonly store: string; readonly refusals: number }
  /**
   * Reconciliation found what no webhook had told of an order. `lateMs`: since the change, by the store's clock. `points`: by how much the
   * order's points change, or 0.
   */
  | {
      readonly kind: 'orderFound';
      readonly store: string;
      readonly order: string;
      readonly lateMs: number;
      readonly news: 'facts' | 'points';
      readonly points: number;
    }
  /** A store's API has given nothing for longer than `tellAfterHours`. */
  | { readonly kind: 'storeNotReconciled'; readonly store: string; readonly unreadMs: number; readonly because: string }
  /**
   * Webhooks of a store are missing, switched off or wrong: `faults` has the topic of each and what is wrong. `fineMs`: how long ago none was;
   * `null` where that was never seen. `because`: why they could not be put right, where that was tried.
   */
  | {
      readonly kind: 'webhooksOff';
      readonly store: string;
      readonly faults: readonly string[];
      readonly fineMs: number | null;
      readonly because: string | null;
    }
  /** A webhook of a store was made, changed or removed, as its setting says. */
  | {
      readonly kind: 'webhookRepaired';
      readonly store: string;
      readonly topic: string;
      readonly change: 'create' | 'update' | 'remove';
    }
  /**
   * A store's webhooks are whole again, and what was changed for so long before is read again; with `null`, as nobody knows since when, all of
   * the longer look back.
   */
  | { readonly kind: 'webhookGap'; readonly store: string; readonly gapMs: number | null }
  /** The webhooks of a store could not be looked at. */
  | { readonly kind: 'webhooksNotSeen'; readonly store: string; readonly because: string }
  /** Ends an invocation; see `Reconciled`. */
  | {
      readonly kind: 'reconciled';
      readonly read: number;
      readonly found: number;
      readonly moved: number;
      readonly unreadable: number;
      readonly done: number;
      readonly troubled: number;
      readonly left: number;
    }
  /** A queue message was handled: an order to post, or a deferred delivery; or reconciliation parked a body. */
  | { readonly kind: 'orderSettled'; readonly store: string | null; readonly tookMs: number; readonly outcome: Outcome }
  /** Ends an invocation. `comeAgain`: messages that the queue delivers again. */
  | { readonly kind: 'batchSettled'; readonly messages: number; readonly comeAgain: number }
  /** How long the oldest of each kind has waited, measured by every sweep; `null` where it could not be measured. */
  | { readonly kind: 'waitingMeasured'; readonly parkedMs: number | null; readonly runsOverdueMs: number | null }
  /** A delivery was deferred. `ageMs`: time since it was first received. `nextInMs`: time until it is tried again. */
  | {
      readonly kind: 'deliveryKept';
      readonly store: string;
      readonly isVerified: boolean;
      readonly ageMs: number;
      readonly nextInMs: number;
    }
  /** A sweep checked every store. `unread`: stores whose activity could not be read. */
  | { readonly kind: 'storesWatched'; readonly unread: number }
  /** Ends an invocation; see `Sweep`. */
  | {
      readonly kind: 'swept';
      readonly queued: number;
      readonly failed: number;
      readonly unreadable: number;
      readonly complete: boolean;
      readonly overdueMs: number;
    }
  /** One call of the loyalty API. `status` is `null` when it was not answered. */
  | {
      readonly kind: 'apiCalled';
      readonly call: 'change' | 'createCustomer' | 'balance';
      readonly reply: 'answered' | 'timeout' | 'network';
      readonly status: number | null;
      readonly tookMs: number;
    }
  /** A run of a promotion cannot begin or continue until a person puts the cause right. */
  | {
      readonly kind: 'runRefused';
      readonly promotion: string;
      readonly occurrence: string;
      /** `runStopped` is also listed for a person. */
      readonly reason: 'runStopped' | 'runRefused';
      readonly because: string;
    }
  /** A run's audience was validated; its awards are queued from now on. */
  | ({ readonly kind: 'runBegun'; readonly promotion: string; readonly occurrence: string } & AudienceCounts)
  /** A batch of awards was posted. `left`: awards that were put back into the queue. */
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
      /** Of the awards that were applied; negative where the promotion takes back. */
      readonly points: number;
      readonly tookMs: number;
    }
  /** A message of the promotions queue was handled. */
  | { readonly kind: 'promotionHandled'; readonly tookMs: number; readonly outcome: Outcome }
  /**
   * A posting run attempted an entry, or could have, and leaves it pending. `result`: the attempt's result, `null` without an
   * attempt. `status` and `errorCode` are the API's. `ageMs`: how long the entry could have been posted. `nextInMs`: time until it is
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
  /** The time ran out. A later run does what is `left`: entries of an order, messages of a batch, orders of a sweep, awards. */
  | {
      readonly kind: 'outOfTime';
      readonly left: 'entries' | 'messages' | 'orders' | 'awards';
      /** `null` where it was not counted. */
      readonly count: number | null;
      readonly store?: string;
      readonly order?: string;
    }
  /** A store's secret is faulty. With `refreshFailed` and `shortWebhookSecret` it stays in use. */
  | {
      readonly kind: 'secretTrouble';
      readonly store: string;
      readonly trouble: 'shortWebhookSecret' | 'noCredentials' | 'refreshFailed' | 'unavailable' | 'invalid';
      readonly because: string | null;
    }
  /** An unexpected error ended an invocation. */
  | { readonly kind: 'brokeDown'; readonly error: unknown }
  /** Something failed, and nothing was lost. */
  | { readonly kind: 'warning'; readonly message: string; readonly error?: unknown }
  /** An account cannot be used until a person puts the cause right. */
  | { readonly kind: 'alarm'; readonly reason: Reason; readonly message: string };

export type EventOf<Kind extends PonteEvent['kind']> = Extract<PonteEvent, { kind: Kind }>;

/** Emits an event. Never throws, and is not awaited. */
export type Emit = (event: PonteEvent) => void;
