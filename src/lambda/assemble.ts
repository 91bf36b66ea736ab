import type { PonteConfig } from '../config/define-config.ts';
import type { Lane } from '../domain/pace.ts';
import type { AccountStates } from '../ports/account-states.ts';
import type { AudienceFiles } from '../ports/audience-files.ts';
import type { PromotionQueue } from '../ports/promotion-queue.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { StoreActivities } from '../ports/store-activity.ts';
import type { UnverifiedCounts } from '../ports/unverified-counts.ts';
import { createCircuitBreaker } from '../posting/circuit-breaker.ts';
import type { PromotionDependencies } from '../promotions/handle-message.ts';
import { progressLedger } from '../promotions/progress-ledger.ts';
import { byId } from '../shared/by-id.ts';
import { createActivityNotes } from '../webhooks/activity-notes.ts';
import type { NoteDependencies } from '../webhooks/note-delivery.ts';
import type { WebhookDependencies } from '../webhooks/receive-webhook.ts';
import { createUnverifiedRoom } from '../webhooks/unverified-room.ts';

/** The ports of the webhook functions. */
export interface Ports
  extends Pick<
    WebhookDependencies,
    'ledger' | 'queue' | 'deliveries' | 'unverified' | 'loyaltyApi' | 'secrets' | 'newLeaseHolder' | 'emit'
  > {
  readonly accounts: AccountStates;
  readonly unverifiedCounts: UnverifiedCounts;
}

/**
 * The dependencies that all functions but the sweep share, with one circuit breaker and one count of the unverified for each
 * container.
 */
export function assemble(
  ports: Ports,
  { stores, settling }: Pick<PonteConfig, 'stores' | 'settling'>,
  lane: Lane,
): WebhookDependencies {
  const { accounts, unverifiedCounts: counts, ...others } = ports;
  const circuitBreaker = createCircuitBreaker(accounts, settling.account, lane);
  const unverifiedRoom = createUnverifiedRoom({ counts, emit: ports.emit }, settling.unverified);
  return { ...others, stores: byId(stores), circuitBreaker, unverifiedRoom, retry: settling.retry };
}

/** The dependencies of the webhook functions, which also note each store's activity. */
export function withActivity(
  webhooks: WebhookDependencies,
  activities: StoreActivities,
): WebhookDependencies & NoteDependencies {
  return { ...webhooks, activity: createActivityNotes(activities, webhooks.emit) };
}

/** The dependencies of the posting queue's functions. It carries awards, too, whose results change their run's progress. */
export function withAwards(
  webhooks: WebhookDependencies,
  runs: RunStore,
  now: () => number,
): WebhookDependencies & { readonly runs: RunStore } {
  return { ...webhooks, ledger: progressLedger(webhooks.ledger, runs, now), runs };
}

/** The dependencies of the promotions function. */
export function withPromotions(
  webhooks: WebhookDependencies,
  ports: { readonly runs: RunStore; readonly files: AudienceFiles; readonly promotionQueue: PromotionQueue },
  { promotions }: Pick<PonteConfig, 'promotions'>,
): PromotionDependencies {
  return { ...webhooks, ...ports, promotions: byId(promotions) };
}
