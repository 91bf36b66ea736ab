import { createSandboxCore } from '../../sandbox/sandbox-core.ts';
import { logLine } from '../../src/aws/cloudwatch/event-table.ts';
import { parsePostingMessage } from '../../src/aws/sqs/posting-message.ts';
import { parsePromotionMessage, toPromotionMessage } from '../../src/aws/sqs/promotion-message.ts';
import { createBonifiqApi } from '../../src/bonifiq/bonifiq-api.ts';
import { changeRequest } from '../../src/bonifiq/requests.ts';
import type { ConfigInput } from '../../src/config/config-schema.ts';
import { defineConfig } from '../../src/config/define-config.ts';
import { awardId } from '../../src/domain/award-record.ts';
import type { ChangeKey } from '../../src/domain/change-key.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import { sumsOf } from '../../src/domain/promotion/progress.ts';
import { runKeyAt } from '../../src/domain/promotion/run-key.ts';
import { assemble, type Ports, withAwards, withPromotions } from '../../src/lambda/assemble.ts';
import type { PromotionMessage, PromotionQueue } from '../../src/ports/promotion-queue.ts';
import type { PonteEvent } from '../../src/ports/telemetry.ts';
import { postQueued } from '../../src/posting/post-queued.ts';
import { sweep } from '../../src/posting/sweep.ts';
import { handlePromotionMessage, type PromotionDependencies } from '../../src/promotions/handle-message.ts';
import { byId } from '../../src/shared/by-id.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import { shopifyInput } from './config-inputs.ts';
import { createModelAccountStates } from './models/account-states.ts';
import { createModelBonifiqClient } from './models/bonifiq-client.ts';
import { createModelLedger } from './models/ledger.ts';
import { createModelQueue } from './models/queue.ts';
import { createModelRunStore } from './models/run-store.ts';
import { CREDENTIALS, createModelSecrets } from './models/secrets.ts';
import { createModelUnverifiedCounts } from './models/unverified-counts.ts';
import { createModelUnverifiedQueue } from './models/unverified-queue.ts';
import { memoryFiles } from './pinning.ts';
import { impatient } from './webhook-world.ts';

type PromotionInput = NonNullable<ConfigInput['promotions']>[number];
type ShopifyInput = Extract<ConfigInput['stores'][number], { platform: 'shopify' }>;

/** Christmas Eve at noon in UTC, when the promotion of these tests fires. */
export const SCHEDULED_MS = Date.parse('2026-12-24T12:00:00Z');
export const KEY = runKeyAt('christmas', SCHEDULED_MS);
export const FIRING = { kind: 'trigger', trigger: { promotion: 'christmas', scheduledAtMs: SCHEDULED_MS } } as const;

/** E-mail addresses of so many customers; an audience of them as a file. */
export const customers = (count: number) => Array.from({ length: count }, (_, index) => `c${index + 1}@example.com`);
export const csvOf = (names: readonly string[]) => `customer\n${names.join('\n')}\n`;
/** The first row of a file with a header stands on its second line. */
export const lineOf = (place: number) => place + 1;

interface Waiting {
  readonly body: string;
  readonly atMs: number;
}

interface WorldOptions {
  readonly promotion?: Partial<PromotionInput>;
  readonly store?: Partial<ShopifyInput>;
  readonly files?: Readonly<Record<string, string>>;
  readonly keepsVersions?: boolean;
  /** Whom the points API knows; everybody without it. */
  readonly known?: readonly string[];
}

/** Ponte's promotions over the models, without faults: 10 points for each customer of `vip.csv`. */
export function createPromotionWorld({ promotion, store, files = {}, keepsVersions, known }: WorldOptions = {}) {
  let nowMs = SCHEDULED_MS + 1_000;
  const now = () => nowMs;
  const { signal } = new AbortController();
  const configured = (changes: Partial<PromotionInput> = {}) =>
    defineConfig({
      stores: [{ ...shopifyInput, platform: 'shopify', ...store } as ShopifyInput],
      promotions: [
        {
          id: 'christmas',
          store: 'my-shopify',
          points: 10,
          schedule: 'at(2026-12-24T09:00:00)',
          audience: { file: 'vip.csv' },
          maximumPoints: 100_000,
          ...promotion,
          ...changes,
        },
      ],
    });
  const audiences = memoryFiles(files, { keepsVersions });
  const ledger = createModelLedger();
  const runs = createModelRunStore();
  const queue = createModelQueue(now);
  const sandbox = createSandboxCore({
    ...CREDENTIALS,
    now,
    customers: known === undefined ? 'any' : 'known',
    refuseBelowZero: true,
  });
  sandbox.seed(known ?? []);
  const events: PonteEvent[] = [];
  const waiting: Waiting[] = [];
  let attempts = 0;
  let elsewhere = 0;

  const config = configured();
  const promotionQueue: PromotionQueue = {
    async send(messages, delaySeconds, during) {
      during.throwIfAborted();
      for (const message of messages) {
        waiting.push({ body: toPromotionMessage(message), atMs: nowMs + delaySeconds * 1_000 });
      }
      return { failed: [] };
    },
  };
  const ports: Ports = {
    ledger,
    queue,
    deliveries: queue,
    unverified: createModelUnverifiedQueue(queue),
    unverifiedCounts: createModelUnverifiedCounts(),
    loyaltyApi: createBonifiqApi(createModelBonifiqClient(sandbox, now)),
    secrets: createModelSecrets(),
    accounts: createModelAccountStates(),
    newLeaseHolder() {
      attempts += 1;
      return `attempt ${attempts}`;
    },
    emit: (event) => events.push(event),
  };
  const webhooks = assemble(ports, { ...config, settling: impatient(config.settling) }, 'promotion');
  const dependencies = withPromotions(webhooks, { runs, files: audiences, promotionQueue }, config);
  const deadline = (timeMs = 90_000, during = signal): Deadline => ({
    now,
    endsAtMs: nowMs + timeMs,
    signal: during,
    async sleep(ms) {
      nowMs += ms;
    },
  });

  /** Takes for good what may be received. */
  function takeVisible(): string[] {
    const visible = waiting.filter(({ atMs }) => atMs <= nowMs);
    for (const message of visible) waiting.splice(waiting.indexOf(message), 1);
    return visible.map(({ body }) => body);
  }

  const world = {
    dependencies,
    sandbox,
    ledger,
    runs,
    audiences,
    events,
    waiting,
    now,
    deadline,
    takeVisible,
    /** Changes the promotion in the configuration; what runs from now on reads it so. */
    edited: (changes: Partial<PromotionInput>): PromotionDependencies => ({
      ...dependencies,
      promotions: byId(configured(changes).promotions),
    }),
    passTime(ms: number) {
      nowMs += ms;
    },
    /** Hands one message over, the how-manieth time. */
    handle(
      sent: PromotionMessage | string,
      { receiveCount = 1, ports = {}, during = deadline() }: Handling = {},
    ): Promise<Outcome> {
      const message = parsePromotionMessage(typeof sent === 'string' ? sent : toPromotionMessage(sent));
      if (message === undefined) throw new TypeError('no message of the promotions queue');
      return handlePromotionMessage({ ...dependencies, ...ports }, { message, receiveCount }, during);
    },
    trigger: (handling: Handling = {}) => world.handle(FIRING, handling),
    /** Handles what is in the queue of promotions until nothing of it may be received. */
    async post(handling: Handling = {}): Promise<Outcome[]> {
      const outcomes: Outcome[] = [];
      for (let bodies = takeVisible(); bodies.length > 0; bodies = takeVisible()) {
        for (const body of bodies) outcomes.push(await world.handle(body, handling));
      }
      return outcomes;
    },
    /** A sweep, and a settling of every record that is due. */
    async settle(): Promise<Outcome[]> {
      const progressing = withAwards(webhooks, runs, now);
      await sweep(progressing, deadline(3_600));
      const outcomes: Outcome[] = [];
      for (const { messageId, body } of queue.poll(1_000)) {
        const key = parsePostingMessage(body);
        if (key !== undefined) outcomes.push(await postQueued(progressing, key, deadline(3_600)));
        queue.delete(messageId);
      }
      return outcomes;
    },
    balances: () => sandbox.state().balances,
    /** Points from elsewhere. */
    give(customer: string, points: number) {
      if (points === 0) return;
      const given = { customer, points, reason: 'elsewhere', customerReason: null };
      const { path, method, body } = changeRequest({ ...given, changeKey: `elsewhere-${elsewhere}` as ChangeKey });
      elsewhere += 1;
      const { username, password } = CREDENTIALS;
      const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
      sandbox.handle({ method, path, body, headers: { authorization, 'content-type': 'application/json' } });
    },
    async occurrence() {
      return (await runs.load(KEY, signal))?.record ?? null;
    },
    /** The award of a line, where the ledger holds it. */
    async award(line: number) {
      const loaded = await ledger.load({ store: 'my-shopify', award: awardId({ ...KEY, number: line }) }, signal);
      return loaded?.record ?? null;
    },
    /** All parts of the progress together, without what is zero. */
    sums(): Readonly<Record<string, number>> {
      const all: Record<string, number> = {};
      for (const { record: progress } of runs.parts()) {
        for (const [name, sum] of Object.entries(sumsOf(progress))) if (sum > 0) all[name] = (all[name] ?? 0) + sum;
      }
      return all;
    },
    /** All that was logged, and all that outcomes say. */
    told: () => JSON.stringify([events, events.map((event) => logLine(event as never))]),
  };
  return world;
}

export interface Handling {
  readonly receiveCount?: number;
  readonly ports?: Partial<PromotionDependencies>;
  readonly during?: Deadline;
}

export type PromotionWorld = ReturnType<typeof createPromotionWorld>;
