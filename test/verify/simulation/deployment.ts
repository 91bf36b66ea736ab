import { createSandboxCore } from '../../../sandbox/sandbox-core.ts';
import { insufficientWordings, usedKeyWordings } from '../../../sandbox/settings.ts';
import { createCloudWatchTelemetry } from '../../../src/aws/cloudwatch/telemetry.ts';
import { throttleAlarms } from '../../../src/aws/cloudwatch/throttle-alarms.ts';
import type { Promotion } from '../../../src/domain/promotion/promotion.ts';
import type { RunRecord } from '../../../src/domain/promotion/run.ts';
import type { Store } from '../../../src/domain/store.ts';
import { assemble, withActivity, withAwards, withPromotions } from '../../../src/lambda/assemble.ts';
import { deadLetterHandler } from '../../../src/lambda/dead-letter-handler.ts';
import { platforms } from '../../../src/lambda/platforms.ts';
import { postingHandler } from '../../../src/lambda/posting-handler.ts';
import { promotionsHandler } from '../../../src/lambda/promotions-handler.ts';
import { reconcileHandler } from '../../../src/lambda/reconcile-handler.ts';
import { sweepHandler } from '../../../src/lambda/sweep-handler.ts';
import { webhookHandler } from '../../../src/lambda/webhook-handler.ts';
import type { Platform } from '../../../src/platforms/platform.ts';
import { shopifyPlatform } from '../../../src/platforms/shopify/shopify-platform.ts';
import { woocommercePlatform } from '../../../src/platforms/woocommerce/woocommerce-platform.ts';
import type { StoreSecretsReader } from '../../../src/ports/secrets-reader.ts';
import { byId } from '../../../src/shared/by-id.ts';
import { createModelAccountStates } from '../../support/models/account-states.ts';
import { createModelAudienceFiles } from '../../support/models/audience-files.ts';
import { createModelBonifiqClient } from '../../support/models/bonifiq-client.ts';
import { createModelLedger } from '../../support/models/ledger.ts';
import { createModelQueue } from '../../support/models/queue.ts';
import { createModelReconciliations } from '../../support/models/reconciliations.ts';
import { createModelRunStore } from '../../support/models/run-store.ts';
import { CREDENTIALS, createModelSecretsManager } from '../../support/models/secrets.ts';
import { createModelStoreActivities } from '../../support/models/store-activity.ts';
import { createModelSubscriptionWatches } from '../../support/models/subscription-watches.ts';
import { createModelUnverifiedCounts } from '../../support/models/unverified-counts.ts';
import { createModelUnverifiedMessages } from '../../support/models/unverified-queue.ts';
import { createCalls } from './calls.ts';
import { type Container, type Containers, createContainers, type MakeHandler } from './container.ts';
import { mayBeDoubled, oncePerBody } from './doubling.ts';
import { type FaultPlan, randomOf } from './fault-plan.ts';
import { createPorts, type Services } from './ports.ts';
import { createPromotionPorts } from './promotion-ports.ts';
import type { Shop } from './shop.ts';
import { WEBHOOKS_URL } from './shop-webhooks.ts';
import { createSpending } from './spending.ts';
import type { Timeline } from './timeline.ts';
import { createWatch, type Watch } from './watch.ts';

/** One deployment: the real handlers in containers, over services that all containers share. */
export interface Deployment {
  readonly services: Services;
  readonly containers: Containers;
  readonly platform: Platform;
  /** The points API learns of the customers only once entries were parked for it. */
  readonly unknownForWeeks: boolean;
  /** The points API says in words that the store recognises that a change key was used. */
  readonly usedKeysAreRecognised: boolean;
  readonly store: () => Store;
  /** What was told of what waits. */
  readonly watch: Watch;
  /** Deploys another configuration. */
  readonly deploy: (next: { readonly store?: Store; readonly promotions?: readonly Promotion[] }) => void;
}

/** What a deployment with promotions has besides. */
export interface PromotionsSide {
  readonly promotions: readonly Promotion[];
  readonly keepsVersions: boolean;
  /** Told of every message on its way into the promotions queue. */
  readonly onMessage: (body: string) => void;
  readonly choose: (messages: number) => number;
  readonly onDeadLetter: () => void;
  /** Told of every run that is written, and of the promotions that its container was deployed with. */
  readonly onSaved: (record: RunRecord, promotions: readonly Promotion[]) => void;
}

const NO_PROMOTIONS: PromotionsSide = {
  promotions: [],
  keepsVersions: false,
  onMessage: () => {},
  choose: () => 0,
  onDeadLetter: () => {},
  onSaved: () => {},
};

export interface DeploymentOptions {
  readonly seed: number;
  readonly store: Store;
  readonly timeline: Timeline;
  readonly faultPlan: FaultPlan;
  /** Told of every message on its way into the queue. */
  readonly onMessage: () => void;
  /** Told of every message on its way into the queue of what nobody could verify. */
  readonly onUnverified: () => void;
  readonly choose: (messages: number) => number;
  readonly onDeadLetter: () => void;
  readonly clocksAreRight: boolean;
  /** Told of every write into the ledger. */
  readonly onWrite: () => void;
  readonly promotionsSide?: PromotionsSide;
  /** Whose own API reconciliation asks. */
  readonly shop?: Shop | null;
}

/** A wording that no default match recognises: an entry that meets it is for a person. */
const UNHEARD_OF = 'errorCode400';
/** How messages begin that carry a delivery: the ledger knows nothing of it, and nobody would miss it. */
const KEPT = '{"delivery"';

/** As deployed. @see `src/lambda/dependencies.ts` */
const SETTLING = {
  account: { failureThreshold: 5, firstMs: 2_000, maxMs: 300_000, callsPerSecond: null },
  retry: { firstDelayMs: 2_000, maxDelayMs: 6 * 3_600_000, giveUpAfterMs: 14 * 86_400_000 },
  attemptTimeoutMs: 10_000,
  unverified: { deliveries: 10_000, bytes: 100_000_000 },
};

const HOUR_MS = 3_600_000;
const RECONCILING = {
  graceMs: HOUR_MS / 4,
  sweepMs: 60 * 24 * HOUR_MS,
  sweepEveryMs: 24 * HOUR_MS,
  tellAfterMs: 4 * HOUR_MS,
};

const LANES = { webhook: 'delivery', settle: 'queue', park: 'queue', promotions: 'promotion' } as const;

/** The store's secret holds a key of its API, too. */
function withApiKey(secrets: Pick<StoreSecretsReader, 'read'>): Pick<StoreSecretsReader, 'read'> {
  const storeApi = { consumerKey: 'ck_simulated', consumerSecret: 'cs_simulated' };
  return {
    async read(store, signal) {
      const read = await secrets.read(store, signal);
      return read.kind === 'read' ? { ...read, secrets: { ...read.secrets, storeApi } } : read;
    },
  };
}

/** The platforms, as reconciliation reads the API's bodies with them. */
function readingAloud({ heard }: Shop, container: Container): typeof platforms {
  const aloud = (platform: Platform): Platform => ({
    ...platform,
    read(body, deadline) {
      heard.reads(container.invocation().id, body.bodyHash, body.receivedAtMs);
      return platform.read(body, deadline);
    },
  });
  return { shopify: aloud(platforms.shopify), woocommerce: aloud(platforms.woocommerce) };
}

export function createDeployment(options: DeploymentOptions): Deployment {
  const { seed, store: first, timeline, faultPlan, onMessage, choose, onDeadLetter, onWrite, clocksAreRight } = options;
  const { onUnverified } = options;
  const { promotionsSide = NO_PROMOTIONS, shop = null } = options;
  const random = randomOf(seed, 'deployment');
  let store = first;
  let { promotions } = promotionsSide;
  let indexed = 0;
  let messages = 0;
  let unverifiedMessages = 0;
  let leases = 0;
  let promotionMessages = 0;
  const mayDouble = oncePerBody();
  const later = (ms: number, event: () => void) => timeline.at(timeline.now() + ms, event);

  const ledger = createModelLedger({
    pageSize: 3,
    intoIndex(bring) {
      indexed += 1;
      onWrite();
      const decision = faultPlan.at(`i${indexed}`, 'ledger index');
      if (faultPlan.strikes('ledgerLag', decision)) later(decision.random.int(1, 60) * 1000, bring);
      else bring();
    },
  });
  const queue = createModelQueue(timeline.now, {
    onDead: (body) => dead.put(body, 0),
    onItsWay(body) {
      messages += 1;
      later(0, onMessage);
      const decision = faultPlan.at(`m${messages}`, 'message');
      if (!body.startsWith(KEPT) && faultPlan.strikes('messageLost', decision)) return [];
      const laterMs = () => (faultPlan.strikes('messageDelayed', decision) ? decision.random.int(1, 900) * 1000 : 0);
      return mayBeDoubled(body) && faultPlan.strikes('messageDoubled', decision) ? [laterMs(), laterMs()] : [laterMs()];
    },
    choose,
  });
  const unverified = createModelUnverifiedMessages(timeline.now, {
    onDead: (body) => dead.put(body, 0),
    onItsWay(body) {
      unverifiedMessages += 1;
      later(0, onUnverified);
      const decision = faultPlan.at(`w${unverifiedMessages}`, 'message');
      const laterMs = () => (faultPlan.strikes('messageDelayed', decision) ? decision.random.int(1, 900) * 1000 : 0);
      return mayBeDoubled(body) && faultPlan.strikes('messageDoubled', decision) ? [laterMs(), laterMs()] : [laterMs()];
    },
    choose: () => 0,
  });
  const dead = createModelQueue(timeline.now, {
    maxReceiveCount: Number.POSITIVE_INFINITY,
    onItsWay() {
      later(0, onDeadLetter);
      return [0];
    },
  });
  /** SQS loses nothing, and awards that wait nowhere else must not be lost by chance either. */
  const promotionQueue = createModelQueue(timeline.now, {
    visibilityTimeoutMs: 720_000,
    onDead: (body) => promotionsDead.put(body, 0),
    onItsWay(body) {
      promotionMessages += 1;
      later(0, () => promotionsSide.onMessage(body));
      const decision = faultPlan.at(`n${promotionMessages}`, 'message');
      const laterMs = () => (faultPlan.strikes('messageDelayed', decision) ? decision.random.int(1, 900) * 1000 : 0);
      const isDoubled = mayDouble(body) && faultPlan.strikes('messageDoubled', decision);
      return isDoubled ? [laterMs(), laterMs()] : [laterMs()];
    },
    choose: promotionsSide.choose,
  });
  const promotionsDead = createModelQueue(timeline.now, {
    maxReceiveCount: Number.POSITIVE_INFINITY,
    onItsWay() {
      later(0, promotionsSide.onDeadLetter);
      return [0];
    },
  });
  const unknownForWeeks = faultPlan.strikes('apiUnknownForWeeks', faultPlan.at('u', 'customers'));
  const unknownAtFirst = random.chance(first.onUnknownCustomer === 'create' ? 0.8 : 0.2);
  const usedKeyWording = random.pick(usedKeyWordings);
  const limit = faultPlan.at('l', 'limit');
  const isLimited = faultPlan.strikes('apiLimitsCalls', limit);
  const sandbox = createSandboxCore({
    ...CREDENTIALS,
    now: timeline.now,
    usedKeyWording,
    unknownCustomer: random.pick(['flag', 'error']),
    refuseBelowZero: true,
    insufficientWording: random.pick(insufficientWordings),
    customers: unknownForWeeks || unknownAtFirst ? 'known' : 'any',
    rateLimit: isLimited
      ? {
          callsPerSecond: limit.random.int(1, 5),
          window: limit.random.pick(['sliding', 'fixed', 'bucket']),
        }
      : null,
  });
  const services: Services = {
    ledger,
    accounts: createModelAccountStates(),
    activities: createModelStoreActivities(),
    queue,
    unverified,
    unverifiedCounts: createModelUnverifiedCounts(),
    dead,
    promotionQueue,
    promotionsDead,
    runs: createModelRunStore(),
    files: createModelAudienceFiles(promotionsSide),
    spending: createSpending(sandbox),
    sandbox,
    secrets: createModelSecretsManager(),
    bonifiq: createModelBonifiqClient(sandbox, timeline.now),
  };
  const platform = (first.platform === 'shopify' ? shopifyPlatform : woocommercePlatform) as Platform;
  const call = createCalls(timeline, faultPlan);
  const watch = createWatch(timeline.now);
  const usedKeysAreRecognised = usedKeyWording !== UNHEARD_OF;

  const reconciliations = createModelReconciliations();
  const watches = createModelSubscriptionWatches();
  const makeHandler: MakeHandler = (name, container) => {
    const telemetry = createCloudWatchTelemetry({ namespace: null, now: container.now });
    const emit = watch.listen(throttleAlarms(telemetry, container.now));
    const usesKeyOfOthers = usedKeysAreRecognised;
    const ports = createPorts(services, container, {
      call,
      faultPlan,
      usesKeyOfOthers,
      emit,
      onSaved: watch.saved,
      ...(shop !== null && { onKept: shop.heard.kept }),
      onCall: watch.called,
    });
    const deployed = promotions;
    const onSaved = (record: RunRecord) => promotionsSide.onSaved(record, deployed);
    const promotionPorts = createPromotionPorts(services, container, { call, faultPlan, onSaved });
    if (name === 'sweep') {
      const dependencies = { ...ports, runs: promotionPorts.runs, stores: byId([store]), emit };
      return sweepHandler(dependencies, container.startDeadline);
    }
    if (name === 'reconcile') {
      const dependencies = {
        ...ports,
        secrets: withApiKey(ports.secrets),
        apis: shop === null ? {} : { [store.platform]: shop.api(container, call) },
        subscriptions: shop === null ? {} : { [store.platform]: shop.webhooks.api(container, call) },
        platforms: shop === null ? platforms : readingAloud(shop, container),
        reconciliations,
        policy: RECONCILING,
        watches,
        webhooksUrl: WEBHOOKS_URL,
      };
      return reconcileHandler({ ...dependencies, stores: byId([store]), emit }, container.startDeadline);
    }
    const newLeaseHolder = () => {
      leases += 1;
      return `lease ${leases}`;
    };
    const lane = LANES[name];
    const webhooks = assemble({ ...ports, emit, newLeaseHolder }, { stores: [store], settling: SETTLING }, lane);
    if (name === 'webhook')
      return webhookHandler(platform, withActivity(webhooks, ports.activities), container.startDeadline);
    if (name === 'promotions') {
      const dependencies = withPromotions(webhooks, promotionPorts, { promotions: deployed });
      return promotionsHandler(dependencies, container.startDeadline);
    }
    const posting = withAwards(webhooks, promotionPorts.runs, container.now);
    return name === 'settle'
      ? postingHandler(posting, container.startDeadline)
      : deadLetterHandler(posting, container.startDeadline);
  };

  const containers = createContainers(timeline, faultPlan, makeHandler, { clocksAreRight });
  return {
    services,
    unknownForWeeks,
    usedKeysAreRecognised,
    containers,
    platform,
    store: () => store,
    watch,
    deploy(next) {
      store = next.store ?? store;
      promotions = next.promotions ?? promotions;
      containers.replaceAll();
    },
  };
}
