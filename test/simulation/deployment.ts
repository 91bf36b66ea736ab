import { createSandboxCore } from '../../local/sandbox/sandbox-core.ts';
import { insufficientWordings, usedKeyWordings } from '../../local/sandbox/settings.ts';
import { createAccountGate } from '../../src/accounts/account-gate.ts';
import type { Store } from '../../src/configuration/store.ts';
import { parkHandler } from '../../src/environment/park-handler.ts';
import { settleHandler } from '../../src/environment/settle-handler.ts';
import { sweepHandler } from '../../src/environment/sweep-handler.ts';
import { webhookHandler } from '../../src/environment/webhook-handler.ts';
import { createCloudWatchEvents } from '../../src/events/cloudwatch-events.ts';
import { seldomAlarms } from '../../src/events/seldom-alarms.ts';
import type { Platform } from '../../src/receiving/platform.ts';
import { shopifyPlatform } from '../../src/shopify/shopify-platform.ts';
import { woocommercePlatform } from '../../src/woocommerce/woocommerce-platform.ts';
import { createCalls } from './calls.ts';
import { type Containers, createContainers, type MakeHandler } from './container.ts';
import { mayBeDoubled } from './doubling.ts';
import { type Fate, randomOf } from './fate.ts';
import { createModelAccountShelf } from './model-account-shelf.ts';
import { createModelLedger } from './model-ledger.ts';
import { createModelOccurrenceShelf } from './model-occurrence-shelf.ts';
import { createModelPointsApi } from './model-points-api.ts';
import { createModelQueue } from './model-queue.ts';
import { CREDENTIALS, createModelSecretsManager } from './model-secrets.ts';
import { createPorts, type Services } from './ports.ts';
import { createSpending } from './spending.ts';
import type { Timeline } from './timeline.ts';

/** One deployment: the real handlers in containers, over services that all containers share. */
export interface Deployment {
  readonly services: Services;
  readonly containers: Containers;
  readonly platform: Platform;
  /** The points API learns of the customers only once entries were parked for it. */
  readonly unknownForWeeks: boolean;
  readonly store: () => Store;
  /** Deploys another configuration. */
  readonly deploy: (store: Store) => void;
}

export interface DeploymentOptions {
  readonly seed: number;
  readonly store: Store;
  readonly timeline: Timeline;
  readonly fate: Fate;
  /** Told of every message on its way into the queue. */
  readonly onMessage: () => void;
  readonly choose: (messages: number) => number;
  readonly onDeadLetter: () => void;
  readonly clocksAreRight: boolean;
  /** Told of every write into the ledger. */
  readonly onWrite: () => void;
}

/** A wording that no default match recognises: an entry that meets it is for a person. */
const UNHEARD_OF = 'errorCode400';
/** How messages begin that carry a delivery: the ledger knows nothing of it, and nobody would miss it. */
const KEPT = '{"delivery"';

/** As deployed. @see `src/environment/dependencies.ts` */
const PAUSE = { afterTroubles: 5, firstMs: 2_000, longestMs: 300_000 };
const RETRY = { firstDelayMs: 2_000, maxDelayMs: 6 * 3_600_000, giveUpAfterMs: 14 * 86_400_000 };

export function createDeployment(options: DeploymentOptions): Deployment {
  const { seed, store: first, timeline, fate, onMessage, choose, onDeadLetter, onWrite, clocksAreRight } = options;
  const random = randomOf(seed, 'deployment');
  let store = first;
  let indexed = 0;
  let messages = 0;
  let leases = 0;
  const later = (ms: number, event: () => void) => timeline.at(timeline.now() + ms, event);

  const ledger = createModelLedger({
    pageSize: 3,
    intoIndex(bring) {
      indexed += 1;
      onWrite();
      const decision = fate.at(`i${indexed}`, 'ledger index');
      if (fate.strikes('ledgerLag', decision)) later(decision.random.int(1, 60) * 1000, bring);
      else bring();
    },
  });
  const queue = createModelQueue(timeline.now, {
    onDead: (body) => dead.take(body),
    onItsWay(body) {
      messages += 1;
      later(0, onMessage);
      const decision = fate.at(`m${messages}`, 'message');
      if (!body.startsWith(KEPT) && fate.strikes('messageLost', decision)) return [];
      const laterMs = () => (fate.strikes('messageDelayed', decision) ? decision.random.int(1, 900) * 1000 : 0);
      return mayBeDoubled(body) && fate.strikes('messageDoubled', decision) ? [laterMs(), laterMs()] : [laterMs()];
    },
    choose,
  });
  const dead = createModelQueue(timeline.now, {
    maxReceiveCount: Number.POSITIVE_INFINITY,
    onItsWay() {
      later(0, onDeadLetter);
      return [0];
    },
  });
  const unknownForWeeks = fate.strikes('apiUnknownForWeeks', fate.at('u', 'customers'));
  const unknownAtFirst = random.chance(first.onUnknownCustomer === 'create' ? 0.8 : 0.2);
  const usedKeyWording = random.pick(usedKeyWordings);
  const sandbox = createSandboxCore({
    ...CREDENTIALS,
    now: timeline.now,
    usedKeyWording,
    unknownCustomer: random.pick(['flag', 'error']),
    refuseBelowZero: true,
    insufficientWording: random.pick(insufficientWordings),
    customers: unknownForWeeks || unknownAtFirst ? 'known' : 'any',
  });
  const services: Services = {
    ledger,
    accounts: createModelAccountShelf(),
    queue,
    dead,
    spending: createSpending(sandbox),
    sandbox,
    secrets: createModelSecretsManager(),
    pointsApi: createModelPointsApi(sandbox, timeline.now),
  };
  const platform = (first.platform === 'shopify' ? shopifyPlatform : woocommercePlatform) as Platform;
  const call = createCalls(timeline, fate);
  const usesKeyOfOthers = usedKeyWording !== UNHEARD_OF;

  const makeHandler: MakeHandler = (name, container) => {
    const tell = seldomAlarms(createCloudWatchEvents({ namespace: null, now: container.now }), container.now);
    const ports = createPorts(services, container, { call, fate, usesKeyOfOthers, tell });
    if (name === 'sweep') return sweepHandler({ ...ports, tell }, container.startWork);
    const dependencies = {
      ...ports,
      // No promotion is fired here: there is nothing that the park function could find in it.
      occurrences: createModelOccurrenceShelf(),
      stores: [store],
      gate: createAccountGate(ports.accounts, PAUSE),
      retry: RETRY,
      newLeaseHolder() {
        leases += 1;
        return `lease ${leases}`;
      },
      tell,
    };
    if (name === 'settle') return settleHandler(dependencies, container.startWork);
    return name === 'park'
      ? parkHandler(dependencies, container.startWork)
      : webhookHandler(platform, dependencies, container.startWork);
  };

  const containers = createContainers(timeline, fate, makeHandler, { clocksAreRight });
  return {
    services,
    unknownForWeeks,
    containers,
    platform,
    store: () => store,
    deploy(next) {
      store = next;
      containers.replaceAll();
    },
  };
}
