import type { Store } from '../domain/store.ts';
import { subscriptionAddress } from '../domain/subscriptions/address.ts';
import type { SubscriptionFault } from '../domain/subscriptions/compare-subscriptions.ts';
import { faultInWords } from '../domain/subscriptions/fault-in-words.ts';
import { planRepairs } from '../domain/subscriptions/plan-repairs.ts';
import {
  gapUntilNow,
  isLookDue,
  NOT_WATCHED,
  type SubscriptionWatch,
  withNextLook,
} from '../domain/subscriptions/subscription-watch.ts';
import type { Reconciliations } from '../ports/reconciliations.ts';
import type { StoreSecretsReader } from '../ports/secrets-reader.ts';
import type { SubscriptionWatches } from '../ports/subscription-watches.ts';
import type { SubscriptionsApi } from '../ports/subscriptions-api.ts';
import type { Emit } from '../ports/telemetry.ts';
import { type Deadline, remainingMs, signalWithReserve } from '../shared/deadline.ts';
import { TIME } from '../shared/time-budgets.ts';
import {
  isWholeAfter,
  type Look,
  type LookedAt,
  lookAtStore,
  losing,
  type Repaired,
  repairStore,
} from './look-at-store.ts';
import { readGapAgain } from './read-gap-again.ts';

export interface WatchDependencies {
  readonly subscriptions: Readonly<Partial<Record<Store['platform'], SubscriptionsApi<never>>>>;
  readonly watches: SubscriptionWatches;
  readonly reconciliations: Reconciliations;
  readonly secrets: Pick<StoreSecretsReader, 'read'>;
  /** Of the API that takes the webhooks. */
  readonly webhooksUrl: string;
  readonly emit: Emit;
}

/**
 * Looks once an hour whether a store's webhooks are there and send here as they have to; tells where they do not; and puts them right where the
 * store is configured so. Once they are right again, what was changed meanwhile is left to reconciliation. A store whose secret cannot be read,
 * or holds no key, is left alone. Never rejects.
 */
export async function watchStore(dependencies: WatchDependencies, store: Store, deadline: Deadline): Promise<void> {
  const { emit, subscriptions, watches, secrets, webhooksUrl } = dependencies;
  const api = subscriptions[store.platform];
  if (api === undefined || store.webhooks === 'off' || remainingMs(deadline) < TIME.leastForStorePage) return;
  try {
    const secret = await secrets.read(store.id, deadline.signal);
    const { storeApi: credentials, webhookSecrets = [] } = secret.kind === 'read' ? secret.secrets : {};
    if (credentials === undefined) return;
    const known = await watches.load(store.id, deadline.signal);
    const watch = known?.record ?? NOT_WATCHED;
    const version = known?.version ?? 0;
    if (!isLookDue(watch, deadline.now())) return;
    // Before the look, so that two runs at once do not make the same webhook twice.
    const claimed = withNextLook(watch, deadline.now());
    if ((await watches.save(store.id, claimed, version, deadline.signal)) === 'conflict') return;
    const target = { address: subscriptionAddress(webhooksUrl, store), secret: webhookSecrets[0] ?? '' };
    const { next, found } = await look(emit, { api, store, credentials, target }, claimed, deadline);
    const gap = found === 'wrong' ? null : gapUntilNow(watch, deadline.now(), found === 'putRight');
    if (gap !== null) await backfill(dependencies, store, gap === 'unknown' ? null : gap, deadline);
    await watches.save(store.id, next, version + 1, deadline.signal);
  } catch (error) {
    emit({ kind: 'warning', message: "a store's webhooks could not be looked at", error });
  }
}

interface Looked {
  readonly next: SubscriptionWatch;
  /** `wrong`: also where nobody can tell. */
  readonly found: 'whole' | 'putRight' | 'wrong';
}

async function look(emit: Emit, at: LookedAt, watch: SubscriptionWatch, deadline: Deadline): Promise<Looked> {
  const { store, api } = at;
  const seen = await lookAtStore(at, signalWithReserve(deadline, TIME.recordingAnswer));
  if (seen.kind !== 'looked') {
    emit({ kind: 'webhooksNotSeen', store: store.id, because: seen.because });
    return { next: withNextLook(watch, deadline.now(), seen.retryAfterMs), found: 'wrong' };
  }
  const isSeen = watch.isSeen || seen.isSeen;
  // Made by a person in a shop whose API shows its own app's alone: nobody can tell.
  if (!isSeen && !api.showsAll && store.webhooks === 'watch') return { next: watch, found: 'wrong' };
  const wrong = losing(seen.faults);
  const { done, fault } = store.webhooks === 'autoRepair' ? await repairAll(emit, at, seen, deadline) : NOT_REPAIRED;
  if (wrong.length === 0) return { next: { ...watch, isSeen, fineAtMs: deadline.now() }, found: 'whole' };
  const fineMs = watch.fineAtMs === null ? null : deadline.now() - watch.fineAtMs;
  emit({ kind: 'webhooksOff', store: store.id, faults: wrong.map(inWords), fineMs, because: fault?.because ?? null });
  if (fault === null && isWholeAfter(wrong, done))
    return { next: { ...watch, isSeen, fineAtMs: deadline.now() }, found: 'putRight' };
  // A slow shop: the next run makes the others.
  const isCut = fault !== null && done.length > 0;
  return { next: { ...watch, isSeen, ...(isCut && { nextAtMs: deadline.now() }) }, found: 'wrong' };
}

async function backfill(
  { reconciliations, emit }: WatchDependencies,
  store: Store,
  gapMs: number | null,
  { now, signal }: Deadline,
): Promise<void> {
  const isRead = await readGapAgain(reconciliations, store.id, gapMs, now(), signal);
  if (isRead) emit({ kind: 'webhookGap', store: store.id, gapMs });
}

const NOT_REPAIRED: Repaired = { done: [], fault: null };

async function repairAll(emit: Emit, at: LookedAt, { faults }: Look, deadline: Deadline): Promise<Repaired> {
  const repaired = await repairStore(at, planRepairs(faults), signalWithReserve(deadline, TIME.recordingAnswer));
  for (const { kind: change, topic } of repaired.done)
    emit({ kind: 'webhookRepaired', store: at.store.id, topic, change });
  return repaired;
}

function inWords(fault: SubscriptionFault): string {
  return `${fault.topic}: ${faultInWords(fault)}`;
}
