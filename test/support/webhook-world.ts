import { randomUUID } from 'node:crypto';
import { createSandboxCore, type SandboxCore } from '../../sandbox/sandbox-core.ts';
import { createBonifiqApi } from '../../src/bonifiq/bonifiq-api.ts';
import type { ConfigInput } from '../../src/config/config-schema.ts';
import { defineConfig } from '../../src/config/define-config.ts';
import type { Settling } from '../../src/config/settling.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import { assemble, withActivity } from '../../src/lambda/assemble.ts';
import { platforms } from '../../src/lambda/platforms.ts';
import { handlePostingMessage } from '../../src/lambda/posting-message.ts';
import { sign } from '../../src/platforms/hmac-signature.ts';
import type { StoreActivities } from '../../src/ports/store-activity.ts';
import type { PonteEvent } from '../../src/ports/telemetry.ts';
import { sweep } from '../../src/posting/sweep.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import type { NoteDependencies } from '../../src/webhooks/note-delivery.ts';
import { receiveWebhook, type WebhookDependencies } from '../../src/webhooks/receive-webhook.ts';
import { createModelAccountStates } from './models/account-states.ts';
import { createModelBonifiqClient } from './models/bonifiq-client.ts';
import { createModelLedger, type ModelLedger } from './models/ledger.ts';
import { createModelQueue, type ModelQueue } from './models/queue.ts';
import { CREDENTIALS, createModelSecrets, WEBHOOK_SECRET } from './models/secrets.ts';
import { createModelStoreActivities } from './models/store-activity.ts';
import { createModelUnverifiedCounts } from './models/unverified-counts.ts';
import { createModelUnverifiedMessages, createModelUnverifiedQueue } from './models/unverified-queue.ts';

type StoreInput = ConfigInput['stores'][number];
type ShopifyInput = Extract<StoreInput, { platform: 'shopify' }>;
type WooCommerceInput = Extract<StoreInput, { platform: 'woocommerce' }>;

export type PlatformName = StoreInput['platform'];

export { platforms };

/** The stores of the fixtures: one point per unit of the currency, for orders of any time. */
export const STORES = { shopify: 'demo-shopify', woocommerce: 'demo-woocommerce' } as const;

export interface World {
  /** Change a port by putting another in its place. */
  readonly dependencies: WebhookDependencies & NoteDependencies;
  readonly ledger: ModelLedger;
  readonly queue: ModelQueue;
  readonly activities: StoreActivities;
  /** Where what nobody could verify waits. */
  readonly unverified: ModelQueue;
  readonly sandbox: SandboxCore;
  /** What was told. */
  readonly events: readonly PonteEvent[];
  readonly now: () => number;
  deadline(): Deadline;
  balances(): Readonly<Record<string, number>>;
  passTime(ms: number): void;
  /** A sweep, and a settling for every message that may be received. */
  runWorkers(dependencies?: WebhookDependencies): Promise<Outcome[]>;
}

/** Ponte over the simulator's models, without faults. */
export function createWorld(
  changes: {
    shopify?: Partial<ShopifyInput>;
    woocommerce?: Partial<WooCommerceInput>;
    settling?: ConfigInput['settling'];
    now?: () => number;
  } = {},
): World {
  let nowMs = Date.parse('2026-12-01T12:00:00Z');
  const now = changes.now ?? (() => nowMs);
  const signal = new AbortController().signal;
  const common = { awardFrom: '2015-01-01', rules: [{ version: '1', pointsPerUnit: '1' }] };
  const { stores, settling } = defineConfig({
    settling: changes.settling,
    stores: [
      {
        id: STORES.shopify,
        account: STORES.shopify,
        platform: 'shopify',
        shopDomain: 'demo-shopify.myshopify.com',
        currency: 'BRL',
        timeZone: 'America/Sao_Paulo',
        ...common,
        ...changes.shopify,
      },
      {
        id: STORES.woocommerce,
        account: STORES.woocommerce,
        platform: 'woocommerce',
        siteUrl: 'https://store.example.com',
        currency: 'EUR',
        timeZone: 'Europe/Amsterdam',
        ...common,
        ...changes.woocommerce,
      },
    ],
  });
  const ledger = createModelLedger();
  const queue = createModelQueue(now);
  const unverified = createModelUnverifiedMessages(now);
  const sandbox = createSandboxCore({ ...CREDENTIALS, now });
  const events: PonteEvent[] = [];
  const ports = {
    ledger,
    queue,
    deliveries: queue,
    unverified: createModelUnverifiedQueue(unverified),
    unverifiedCounts: createModelUnverifiedCounts(),
    loyaltyApi: createBonifiqApi(createModelBonifiqClient(sandbox, now)),
    secrets: createModelSecrets(),
    accounts: createModelAccountStates(),
    newLeaseHolder: randomUUID,
    emit: (event: PonteEvent) => events.push(event),
  };
  const activities = createModelStoreActivities();
  const dependencies = withActivity(assemble(ports, { stores, settling: impatient(settling) }, 'delivery'), activities);
  const deadline = (): Deadline => ({ now, endsAtMs: now() + 3_600, signal });

  return {
    dependencies,
    ledger,
    queue,
    activities,
    unverified,
    sandbox,
    events,
    now,
    deadline,
    balances: () => sandbox.state().balances,
    passTime(ms) {
      nowMs += ms;
    },
    async runWorkers(workers = dependencies) {
      await sweep(workers, deadline());
      const outcomes: Outcome[] = [];
      for (const messages of [queue, unverified]) {
        for (const { messageId, body } of messages.poll(100)) {
          const { outcome, comesAgain } = await handlePostingMessage({ ...workers, platforms }, body, deadline());
          outcomes.push(outcome);
          if (messages === queue || !comesAgain) messages.delete(messageId);
        }
      }
      return outcomes;
    },
  };
}

/** Tries again within a minute, so that a test need not let hours pass. */
export function impatient(settling: Settling): Settling {
  return { ...settling, retry: { ...settling.retry, maxDelayMs: 60_000 } };
}

export interface Sent {
  readonly rawBody: Uint8Array;
  readonly topic?: string | null;
  /** In place of the store of the platform's fixtures. */
  readonly store?: string;
  readonly secret?: string;
  /** In place of a genuine one; `null` sends none. */
  readonly signature?: string | null;
}

/** One delivery, signed as the platform does, to its outcome. */
export function deliver(
  world: Pick<World, 'dependencies' | 'deadline'>,
  platform: PlatformName,
  sent: Sent,
): Promise<Outcome> {
  const deadline = world.deadline();
  const delivery = {
    store: sent.store ?? STORES[platform],
    headers: headersOf(platform, sent),
    rawBody: sent.rawBody,
    receivedAtMs: deadline.now(),
  };
  return receiveWebhook(world.dependencies, platforms[platform], delivery, deadline);
}

export function headersOf(
  platform: PlatformName,
  { rawBody, topic = null, secret = WEBHOOK_SECRET, signature = sign(rawBody, secret) }: Sent,
): Record<string, string> {
  const [signatureHeader = ''] = platforms[platform].signatureHeaders;
  const [topicHeader = ''] = platforms[platform].topicHeaders;
  return {
    'content-type': 'application/json',
    ...(signature !== null && { [signatureHeader]: signature }),
    ...(topic !== null && { [topicHeader]: topic }),
  };
}

export function bytes(value: unknown): Uint8Array {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
}
