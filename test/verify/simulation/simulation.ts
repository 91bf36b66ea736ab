import type { SandboxCore } from '../../../sandbox/sandbox-core.ts';
import { parkedPk } from '../../../src/aws/dynamodb/item-keys.ts';
import type { ParkReason } from '../../../src/domain/entry.ts';
import type { Store } from '../../../src/domain/store.ts';
import type { Forgotten } from '../../../src/erasure/forget.ts';
import type { ModelLedger } from '../../support/models/ledger.ts';
import type { History } from '../laws/histories/history.ts';
import { moveShop } from '../laws/histories/moving.ts';
import { createDeployment, type Deployment } from './deployment.ts';
import { createFaultPlan, randomOf, type Struck } from './fault-plan.ts';
import type { FaultRates } from './fault-rates.ts';
import { type Interlude, planInterlude, withPause } from './interlude.ts';
import { forgetCustomer, hostsIn, redrivenRecord, repin } from './persons.ts';
import { createQueueMapping, TO_PARK, TO_SETTLE, UNVERIFIED_TO_SETTLE } from './queue-mapping.ts';
import { recognisingUsedKeys } from './recognising-used-keys.ts';
import { createReconcileSchedule } from './reconcile-schedule.ts';
import { planRotations, type Rotations } from './rotations.ts';
import { runUntilDone } from './run-until-done.ts';
import { planShadowing, type Shadowing } from './shadowing.ts';
import { createShop, type Shop } from './shop.ts';
import { passSilence, type Silence } from './silence.ts';
import { createStoreSide, type StoreSide } from './store-side.ts';
import { createSweepSchedule } from './sweep-schedule.ts';
import { createTimeline } from './timeline.ts';
import type { Wait } from './watch.ts';
import { withLogCaught } from './with-log-caught.ts';

/** One history played against one deployment. */
export interface Simulation {
  /** As it was played: a shop that moves shows its new host, which the store names. */
  readonly history: History;
  /** The configuration until a person puts the new host into it. */
  readonly storeBefore: Store;
  readonly ledger: ModelLedger;
  readonly sandbox: SandboxCore;
  readonly storeSide: StoreSide;
  /** Whose deliveries may be lost for good; `null` where none is. */
  readonly shop: Shop | null;
  /** Orders that were missed three hours after the faults ended, though the shop's API has shown them for an hour. */
  readonly missedAtFirst: () => readonly string[];
  /** Who makes webhooks again that went away. */
  readonly guarded: 'watch' | 'autoRepair';
  readonly rotations: Rotations;
  /** Faults that struck, in order. */
  readonly struck: readonly Struck[];
  /** What handlers threw that must not throw. */
  readonly thrown: readonly unknown[];
  /** What the functions wrote to the log. */
  readonly lines: readonly string[];
  readonly deadLetters: () => readonly string[];
  /** When the store is in shadow; `null`: never. */
  readonly shadowing: Shadowing | null;
  readonly interlude: Interlude | null;
  /** When the API was asked for changes. */
  readonly calledAtMs: readonly number[];
  /** Orders that waited for longer than planned, and whether anybody was told. */
  readonly waits: readonly Wait[];
  /** Why entries were parked that a person then sent through again. */
  readonly parkedBecause: readonly ParkReason[];
  /** Sends the deliveries before the interlude likewise. */
  deliverBefore(): Promise<void>;
  /** Sends all deliveries that were not sent before, those not acknowledged again until they are, and lets a day of faults pass. */
  deliver(): Promise<void>;
  /** Sends all deliveries once more. */
  redeliver(): Promise<void>;
  /** Lets time pass without faults until nothing is pending. False when that never comes. */
  drain(): Promise<boolean>;
  /**
   * What a person does about parked bodies that can be read, and about those of other hosts, once the configuration names the one
   * to which the shop has moved. False when there are none.
   */
  redriveBodies(): Promise<boolean>;
  /** What a person does about parked entries, once their cause is gone. */
  redriveParked(): void;
  /** Lets the store fall silent, or not, for a little longer than it may be. Null where it has nothing of its own to send. */
  fallSilent(): Promise<Silence | null>;
  /** What a person does to erase a customer. */
  erase(customer: string): Promise<Forgotten>;
  /** What a person does to give the orders that were paid in a time the rules of another configuration, which is deployed. */
  repin(change: (store: Store) => Store, window: Parameters<typeof repin>[2]): Promise<void>;
  /** From now on the store has another configuration. */
  changeRules(change: (store: Store) => Store): void;
}

export interface Conditions {
  readonly rates: FaultRates;
  /** Only these faults may strike, by their ids; all when not given. */
  readonly keep?: ReadonlySet<string> | undefined;
  /** Only these deliveries are sent, by their places; all when not given. */
  readonly sent?: ReadonlySet<number> | undefined;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Longer than an entry is tried. */
const MAX_DRAIN_MS = 20 * DAY_MS;

export function simulate(generated: History, { rates, keep, sent }: Conditions): Simulation {
  const { seed } = generated;
  const fromMs = generated.deliveries[0]?.atMs ?? generated.endMs;
  const timeline = createTimeline(fromMs - MINUTE_MS);
  const faultPlan = createFaultPlan({ seed, rates, keep, now: timeline.now });
  const move = faultPlan.at('move', 'shop');
  const interlude = planInterlude(generated);
  const moves = interlude === null && faultPlan.strikes('shopMoves', move);
  const lived = moves ? moveShop(generated, move.random) : generated;
  const history = interlude === null ? lived : withPause(lived, interlude);
  const { deliveries } = history;
  const onLost = () => {
    reconciling.watch();
    // Where nobody else makes them again.
    if (webhooks === 'watch') timeline.at(timeline.now() + personAfterMs, () => shop?.webhooks.putRight());
  };
  const shop = moves || interlude !== null ? null : createShop(history, { timeline, faultPlan, onLost });
  const numbered = deliveries
    .map((delivery, index) => ({ delivery, index }))
    .filter(({ index }) => sent?.has(index) ?? true);
  const thrown: unknown[] = [];
  const lines: string[] = [];
  const parkedBecause: ParkReason[] = [];

  const hours = randomOf(seed, 'silence').pick([1, 2, 6, 24]);
  const guarding = randomOf(seed, 'webhooks');
  const webhooks = guarding.pick(['watch', 'autoRepair'] as const);
  const personAfterMs = guarding.int(4, 30) * HOUR_MS;
  const isSwitchedOff = faultPlan.strikes('webhookSwitchedOff', faultPlan.at('w', 'webhook'));
  const deployment: Deployment = createDeployment({
    seed,
    store: {
      ...generated.store,
      onInsufficientBalance: randomOf(seed, 'balance').pick(['park', 'retry', 'takeRest']),
      silence: { hours },
      webhooks,
    },
    timeline,
    faultPlan,
    clocksAreRight: history.store.platform === 'woocommerce' && history.arrivalDecides,
    onMessage: () => mapping.wake(),
    onUnverified: () => verifying.wake(),
    onDeadLetter: () => burial.wake(),
    choose: (messages) => mapping.choose(messages),
    onWrite: () => schedule.wake(),
    shop,
  });
  const { services, containers } = deployment;
  const { ledger, queue, unverified, dead, sandbox, spending } = services;
  const onThrow = (error: unknown) => thrown.push(error);
  const mapping = createQueueMapping({ timeline, faultPlan, queue, containers, to: TO_SETTLE, onThrow });
  const verifying = createQueueMapping({
    timeline,
    faultPlan,
    queue: unverified,
    containers,
    to: UNVERIFIED_TO_SETTLE,
    onThrow,
  });
  const burial = createQueueMapping({ timeline, faultPlan, queue: dead, containers, to: TO_PARK, onThrow });
  const schedule = createSweepSchedule({ timeline, faultPlan, ledger, containers });
  const rotations = planRotations(services, { timeline, faultPlan, busyAtMs: deliveries.map(({ atMs }) => atMs) });
  const reconciling = createReconcileSchedule({ timeline, containers });
  const onSaved = shop === null ? () => {} : reconciling.wake;
  const storeSide = createStoreSide({ deployment, rotations, timeline, faultPlan, shop, onSaved });
  const shadowing = planShadowing(history, interlude !== null);
  const setShadow = (shadow: boolean) => () => deployment.deploy({ store: { ...deployment.store(), shadow } });
  if (shadowing?.fromMs != null) timeline.at(shadowing.fromMs, setShadow(true));
  if (shadowing?.untilMs != null) timeline.at(shadowing.untilMs, setShadow(false));

  let missedAtFirst: readonly string[] | null = null;

  function importCustomers(): void {
    sandbox.configure({ customers: 'any' });
  }

  async function deliver(some: typeof numbered): Promise<void> {
    const arrivalDecides = history.store.platform === 'woocommerce' && history.arrivalDecides;
    await runUntilDone(timeline, storeSide.deliver(some, arrivalDecides));
    await timeline.run(timeline.now() + DAY_MS);
  }

  const isBefore = ({ index }: (typeof numbered)[number]) => interlude !== null && index < interlude.at;
  let isOver = interlude === null;

  async function drain(): Promise<boolean> {
    faultPlan.stop();
    if (!deployment.unknownForWeeks) importCustomers();
    shop?.putRight();
    if (shop !== null) {
      const lookedBackMs = reconciling.lookBack();
      await timeline.run(timeline.now() + 3 * HOUR_MS);
      missedAtFirst ??= shop.missed({ atRestMs: HOUR_MS, isPlain: history.store === generated.store });
      await timeline.run(lookedBackMs);
    }
    const restedMs = isOver ? history.endMs : (interlude?.atMs ?? 0);
    await timeline.run(Math.max(timeline.now() + 20 * MINUTE_MS, restedMs));
    const latestMs = timeline.now() + MAX_DRAIN_MS;
    const isSettled = () =>
      ledger.nextDueAtMs() === null &&
      containers.running() === 0 &&
      queue.nextAtMs() === null &&
      unverified.nextAtMs() === null &&
      dead.nextAtMs() === null;
    return await timeline.run(latestMs, isSettled).then(isSettled);
  }

  return {
    history,
    storeBefore: generated.store,
    ledger,
    sandbox,
    storeSide,
    shop,
    missedAtFirst: () => missedAtFirst ?? [],
    guarded: webhooks,
    rotations,
    struck: faultPlan.struck,
    thrown,
    lines,
    shadowing,
    calledAtMs: deployment.watch.calledAtMs,
    waits: deployment.watch.waits,
    deadLetters: queue.deadLetters,
    parkedBecause,
    interlude,
    deliverBefore: () => withLogCaught(lines, () => deliver(numbered.filter(isBefore))),
    deliver() {
      if (interlude !== null) faultPlan.resume();
      isOver = true;
      return withLogCaught(lines, () => deliver(numbered.filter((one) => !isBefore(one))));
    },
    redeliver: () => withLogCaught(lines, () => runUntilDone(timeline, storeSide.redeliver(numbered))),
    drain: () => withLogCaught(lines, drain),
    async redriveBodies() {
      const readable = ledger
        .parkedDeliveries()
        .filter(({ body }) => !storeSide.garbage.has(Buffer.from(body).toString('hex')));
      const redriven = [
        ...readable.map((delivery) => ({ delivery, pk: parkedPk(delivery) })),
        ...ledger.ofOtherShops(),
      ];
      for (const { delivery, pk } of redriven) {
        await queue.keep({ ...delivery, tries: 0, parkedPk: pk }, 0, new AbortController().signal);
      }
      // What a body was signed with has to be there again; new containers read it.
      rotations.putAllBack();
      deployment.deploy({ store: { ...deployment.store(), ...hostsIn(history.store) } as Store });
      return redriven.length > 0;
    },
    redriveParked() {
      importCustomers();
      // What may have been taken cannot be told while the balance does not cover it: somebody gives the points back first.
      spending.giveBack();
      deployment.deploy({ store: recognisingUsedKeys(deployment.store()) });
      const entries = ledger.orders().flatMap((record) => record.entries);
      parkedBecause.push(...entries.map(({ parked }) => parked).filter((reason) => reason !== null));
      for (const record of ledger.orders()) ledger.overwrite(redrivenRecord(record, timeline.now()));
      schedule.wake();
    },
    async fallSilent() {
      let fallen: Silence | null = null;
      const falling = async () => {
        fallen = await passSilence(numbered, { deployment, storeSide, timeline, hours, isSwitchedOff });
      };
      await withLogCaught(lines, () => runUntilDone(timeline, falling()));
      return fallen;
    },
    async erase(customer) {
      const forgotten = await forgetCustomer(services, customer, { seed, now: timeline.now });
      const kept = new Set(ledger.parkedDeliveries().map(({ body }) => Buffer.from(body).toString('hex')));
      if (forgotten.kind === 'erased') storeSide.keepOnly(kept);
      return forgotten;
    },
    async repin(change, window) {
      deployment.deploy({ store: change(deployment.store()) });
      await repin(services, deployment.store(), window, timeline.now);
      schedule.wake();
    },
    changeRules: (change) => deployment.deploy({ store: change(deployment.store()) }),
  };
}
