import type { Store } from '../../src/domain/store.ts';
import { subscriptionAddress } from '../../src/domain/subscriptions/address.ts';
import { faultTable, type SubscriptionFault } from '../../src/domain/subscriptions/compare-subscriptions.ts';
import { faultInWords } from '../../src/domain/subscriptions/fault-in-words.ts';
import { planRepairs } from '../../src/domain/subscriptions/plan-repairs.ts';
import { subscriptionsApis } from '../../src/lambda/subscriptions-apis.ts';
import { whyUnread } from '../../src/ports/secrets-reader.ts';
import type { SubscriptionsApi } from '../../src/ports/subscriptions-api.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import {
  type LookedAt,
  lookAtStore,
  losing,
  type Repaired,
  repairStore,
} from '../../src/subscriptions/look-at-store.ts';
import type { Connection } from '../connection.ts';
import { byHand } from './by-hand.ts';
import { readAgain } from './read-again.ts';
import type { WebhookLine, WebhooksReport } from './report.ts';

/** Looks at a store's webhooks and tells; changes them only with `apply`. */
export async function lookAtWebhooks(
  connection: Connection,
  store: Store,
  { apply }: { readonly apply: boolean },
  deadline: Deadline,
): Promise<WebhooksReport> {
  const api = subscriptionsApis(Date.now)[store.platform];
  const address = subscriptionAddress(await connection.services.webhooksUrl(), store);
  const about = { store: store.id, platform: store.platform, address };
  const secret = await connection.secrets.read(store.id, deadline.signal);
  if (secret.kind !== 'read') return notSeen(about, api, store, `its secret cannot be used: ${whyUnread(secret)}`);
  const { storeApi: credentials, webhookSecrets } = secret.secrets;
  if (credentials === undefined) return notSeen(about, api, store, "its secret holds no key of the shop's API");
  const at = { api, store, credentials, target: { address, secret: webhookSecrets[0] ?? '' } };
  const seen = await lookAtStore(at, deadline.signal);
  if (seen.kind !== 'looked') return notSeen(about, api, store, seen.because);
  const changes = planRepairs(seen.faults);
  const { done, fault } = apply ? await repairStore(at, changes, deadline.signal) : NOTHING_DONE;
  const left = apply && fault === null ? await leftAfter(at, deadline) : seen.faults;
  const isPutRight = done.length > 0 && fault === null && losing(left).length === 0;
  return {
    ...about,
    because: fault?.because ?? null,
    webhooks: linesOf(api, left),
    wrong: losing(left).length,
    isCertain: api.showsAll || seen.isSeen,
    changes,
    done,
    readsAgain: isPutRight && losing(seen.faults).length > 0 ? await readAgain(connection, store, deadline) : null,
    byHand: byHand(store, changes.slice(done.length), address),
  };
}

const NOTHING_DONE: Repaired = { done: [], fault: null };

/** What is still wrong once all is changed. Not known where the shop does not say. */
async function leftAfter(at: LookedAt, { signal }: Deadline): Promise<readonly SubscriptionFault[]> {
  const seen = await lookAtStore(at, signal);
  return seen.kind === 'looked' ? seen.faults : [];
}

/** What a shop needs of which nothing is known: all of it. */
function notSeen(
  about: Pick<WebhooksReport, 'store' | 'platform' | 'address'>,
  { needs }: SubscriptionsApi<never>,
  store: Store,
  because: string,
): WebhooksReport {
  const changes = needs.topics.map((topic) => ({ kind: 'create', topic }) as const);
  const webhooks = needs.topics.map((topic) => ({ ...FINE, topic, status: 'unknown' }) as const);
  return {
    ...about,
    because,
    webhooks,
    wrong: 0,
    isCertain: false,
    changes,
    done: [],
    readsAgain: null,
    byHand: byHand(store, changes, about.address),
  };
}

const FINE: Omit<WebhookLine, 'topic'> = { status: 'fine', fault: null, id: null, changedAt: null, elsewhere: [] };

function linesOf({ needs }: SubscriptionsApi<never>, faults: readonly SubscriptionFault[]): readonly WebhookLine[] {
  const fine = needs.topics.filter((topic) => !losing(faults).some((fault) => fault.topic === topic));
  return [...faults.map(lineOf), ...fine.map((topic) => ({ ...FINE, topic }))].toSorted(
    (one, other) => placeOf(needs.topics, one) - placeOf(needs.topics, other),
  );
}

/** As they are listed; those that nobody needs at the end. */
function placeOf(topics: readonly string[], { topic }: WebhookLine): number {
  const place = topics.indexOf(topic);
  return place === -1 ? topics.length : place;
}

function lineOf(fault: SubscriptionFault): WebhookLine {
  const status = faultTable[fault.kind] === 'loses' ? 'wrong' : 'superfluous';
  const about = { topic: fault.topic, status, fault: faultInWords(fault) } as const;
  if (fault.kind === 'missing') return { ...FINE, ...about, elsewhere: fault.elsewhere };
  const { id, changedAtMs } = fault.subscription;
  return { ...FINE, ...about, id, changedAt: changedAtMs === null ? null : new Date(changedAtMs).toISOString() };
}
