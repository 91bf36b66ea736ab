import { redrive } from '../../../cli/parked/redrive.ts';
import type { SandboxCore } from '../../../sandbox/sandbox-core.ts';
import { listedAs } from '../../../src/domain/next-step.ts';
import type { Promotion } from '../../../src/domain/promotion/promotion.ts';
import type { RunRecord } from '../../../src/domain/promotion/run.ts';
import { runKeyAt } from '../../../src/domain/promotion/run-key.ts';
import { tagOf } from '../../support/models/audience-files.ts';
import { createModelPromotionQueue } from '../../support/models/promotion-queue.ts';
import { runName } from '../laws/promotions/expected-run.ts';
import type { Configured, Content, PromotionHistory, Trigger } from '../laws/promotions/history.ts';
import { createDeployment } from './deployment.ts';
import { createFaultPlan, type Struck } from './fault-plan.ts';
import type { Services } from './ports.ts';
import { createQueueMapping, PROMOTIONS_TO_PARK, TO_PARK, TO_PROMOTIONS, TO_SETTLE } from './queue-mapping.ts';
import { recognisingUsedKeys } from './recognising-used-keys.ts';
import { planRotations } from './rotations.ts';
import { runUntilDone } from './run-until-done.ts';
import type { Conditions } from './simulation.ts';
import { createSweepSchedule } from './sweep-schedule.ts';
import { createTimeline } from './timeline.ts';
import { withLogCaught } from './with-log-caught.ts';

/** A run as it was written, and what its container was deployed with. */
export interface Saved {
  readonly atMs: number;
  readonly record: RunRecord;
  readonly configured: readonly Configured[];
}

/** What a file held, from a time on. */
export interface Held {
  readonly fromMs: number;
  readonly file: string;
  readonly content: Content | null;
}

/** One history of promotions played against one deployment. */
export interface PromotionSimulation {
  readonly services: Services;
  readonly sandbox: SandboxCore;
  readonly struck: readonly Struck[];
  readonly thrown: readonly unknown[];
  readonly lines: readonly string[];
  readonly saved: readonly Saved[];
  readonly held: readonly Held[];
  readonly parkedBecause: readonly string[];
  /** What was fired, those triggers among it that chance added. */
  readonly fired: readonly Trigger[];
  /** What is configured in the end. */
  readonly configured: () => readonly Configured[];
  /** Customers were known from the beginning. */
  readonly everybodyIsKnown: boolean;
  readonly usedKeysAreRecognised: boolean;
  /** Fires what the history says, makes its edits, and lets a day of faults pass. */
  emit(): Promise<void>;
  /** Without faults: a person fires again what does not go on, and time passes until nothing waits. False when that never comes. */
  settle(): Promise<boolean>;
  /** What a person does about parked awards, once their cause is gone. False when there were none. */
  redriveParked(): Promise<boolean>;
  /** Everything that ever went through the queues comes again, and every run is fired again. */
  again(): Promise<void>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Longer than an award is tried. */
const MAX_DRAIN_MS = 20 * DAY_MS;
/** A message that fails again and again is with the dead letters by then. */
const UNTIL_PARKED_MS = 3 * HOUR_MS;
const PERSON_TRIES = 3;
/** Hundreds of awards, each tried for two weeks. */
const MAX_EVENTS = 4_000_000;
const signal = new AbortController().signal;

export function simulatePromotions(history: PromotionHistory, { rates, keep, sent }: Conditions): PromotionSimulation {
  const { seed, beginsMs } = history;
  const triggers = history.triggers.filter((_, index) => sent?.has(index) ?? true);
  const startMs = Math.min(
    beginsMs,
    ...history.triggers.map(({ atMs }) => atMs),
    ...history.edits.map(({ atMs }) => atMs),
  );
  const timeline = createTimeline(startMs - MINUTE_MS, { maxEvents: MAX_EVENTS });
  const faultPlan = createFaultPlan({ seed, rates, keep, now: timeline.now });
  const thrown: unknown[] = [];
  const lines: string[] = [];
  const saved: Saved[] = [];
  const held: Held[] = [];
  const fired: Trigger[] = [];
  const bodies = new Set<string>();
  const parkedBecause: string[] = [];
  let { configured } = history;
  const behind = new Map<readonly Promotion[], readonly Configured[]>();
  const promotionsOf = (all: readonly Configured[]) => {
    const promotions = all.map(({ promotion }) => promotion);
    behind.set(promotions, all);
    return promotions;
  };

  const deployment = createDeployment({
    seed,
    store: history.store,
    timeline,
    faultPlan,
    clocksAreRight: false,
    onMessage: () => mapping.wake(),
    // No delivery comes in.
    onUnverified: () => {},
    onDeadLetter: () => burial.wake(),
    choose: (messages) => mapping.choose(messages),
    onWrite: () => schedule.wake(),
    promotionsSide: {
      promotions: promotionsOf(configured),
      keepsVersions: history.keepsVersions,
      onMessage(body) {
        bodies.add(body);
        promotionMapping.wake();
      },
      choose: (messages) => promotionMapping.choose(messages),
      onDeadLetter: () => promotionBurial.wake(),
      onSaved: (record, promotions) =>
        saved.push({ atMs: timeline.now(), record, configured: behind.get(promotions) ?? [] }),
    },
  });
  const { services, containers } = deployment;
  const { ledger, queue, dead, promotionQueue, promotionsDead, runs, files, sandbox, spending } = services;
  const onThrow = (error: unknown) => thrown.push(error);
  const mapped = { timeline, faultPlan, containers, onThrow };
  const mapping = createQueueMapping({ ...mapped, queue, to: TO_SETTLE });
  const burial = createQueueMapping({ ...mapped, queue: dead, to: TO_PARK });
  const promotionMapping = createQueueMapping({ ...mapped, queue: promotionQueue, to: TO_PROMOTIONS });
  const promotionBurial = createQueueMapping({ ...mapped, queue: promotionsDead, to: PROMOTIONS_TO_PARK });
  const schedule = createSweepSchedule({ timeline, faultPlan, ledger, containers });
  planRotations(services, { timeline, faultPlan, busyAtMs: history.triggers.map(({ atMs }) => atMs) });
  const everybodyIsKnown = sandbox.settings().customers === 'any';
  const { usedKeysAreRecognised } = deployment;
  for (const [customer, points] of history.balances) spending.own(customer, points);
  for (const [file, content] of history.files) put(file, content);

  function put(file: string, content: Content | null): void {
    if (content === null) files.remove(file);
    else files.put(file, content.bytes);
    held.push({ fromMs: timeline.now(), file, content });
  }

  /** As EventBridge Scheduler writes it. */
  function fire(trigger: Trigger): void {
    fired.push(trigger);
    const { promotion, scheduledAtMs } = trigger;
    const at = new Date(scheduledAtMs).toISOString().replace('.000', '');
    promotionQueue.put(JSON.stringify({ promotion, at }), 0);
  }

  async function triggerAtItsTime(trigger: Trigger, index: number): Promise<void> {
    const decision = faultPlan.at(`f${index}`, 'firing');
    const late = trigger.by === 'scheduler' && faultPlan.strikes('triggeredLate', decision);
    const lateMs = late ? decision.random.int(1, 20) * HOUR_MS : 0;
    await timeline.sleep(Math.max(0, trigger.atMs + lateMs - timeline.now()));
    fire(trigger);
    if (!faultPlan.strikes('triggeredTwice', decision)) return;
    await timeline.sleep(decision.random.pick([0, 30, 300, 5_000, HOUR_MS, 12 * HOUR_MS]));
    fire(trigger);
  }

  async function edit(change: PromotionHistory['edits'][number]): Promise<void> {
    await timeline.sleep(Math.max(0, change.atMs - timeline.now()));
    if (change.kind === 'file') return put(change.file, change.content);
    configured = change.configured;
    deployment.deploy({ promotions: promotionsOf(configured) });
  }

  const queuesAreEmpty = () =>
    containers.running() === 0 && [queue, dead, promotionQueue, promotionsDead].every((one) => one.nextAtMs() === null);

  async function drain(): Promise<boolean> {
    const isSettled = () => ledger.nextDueAtMs() === null && queuesAreEmpty();
    return await timeline.run(timeline.now() + MAX_DRAIN_MS, isSettled).then(isSettled);
  }

  /** The newest state of what was fired, and can be fired still. */
  function stuck(): readonly Trigger[] {
    const newest = new Map(runs.runs().map(({ record: { key, phase } }) => [nameOf(key), phase]));
    const byName = new Map(
      fired.map((trigger) => [nameOf(runKeyAt(trigger.promotion, trigger.scheduledAtMs)), trigger]),
    );
    return [...byName].filter(([name]) => newest.get(name) !== 'queued').map(([, trigger]) => trigger);
  }

  /** Puts a file back whose run has to go on with it, or that is not there. */
  function putFilesBack(): void {
    for (const { record } of runs.runs()) {
      const { pinned, phase } = record;
      if (pinned === null || pinned.audience.kind === 'list' || phase === 'queued') continue;
      const { file } = pinned.audience;
      const tag = phase === 'refused' ? null : pinned.version?.etag;
      const wanted = held.find(
        (one) => one.file === file && one.content !== null && (tag === null || tagOf(one.content.bytes) === tag),
      );
      if (wanted !== undefined && (tag !== null || files.read(file) === null)) put(file, wanted.content);
    }
  }

  return {
    services,
    sandbox,
    struck: faultPlan.struck,
    thrown,
    lines,
    saved,
    held,
    fired,
    parkedBecause,
    everybodyIsKnown,
    usedKeysAreRecognised,
    configured: () => configured,
    emit: () =>
      withLogCaught(lines, async () => {
        await runUntilDone(
          timeline,
          Promise.all([...triggers.map(triggerAtItsTime), ...history.edits.map(edit)]).then(() => {}),
        );
        await timeline.run(timeline.now() + DAY_MS);
      }),
    settle: () =>
      withLogCaught(lines, async () => {
        faultPlan.stop();
        if (!deployment.unknownForWeeks) sandbox.configure({ customers: 'any' });
        deployment.deploy({});
        for (let tries = 0; tries < PERSON_TRIES; tries += 1) {
          const latestMs = timeline.now() + UNTIL_PARKED_MS;
          await timeline.run(latestMs, queuesAreEmpty);
          putFilesBack();
          for (const trigger of stuck()) fire({ ...trigger, by: 'person' });
        }
        return await drain();
      }),
    redriveParked: () =>
      withLogCaught(lines, async () => {
        sandbox.configure({ customers: 'any' });
        spending.giveBack();
        deployment.deploy({ store: recognisingUsedKeys(deployment.store()) });
        const deadline = { now: timeline.now, endsAtMs: timeline.now() + MINUTE_MS, signal };
        const parkedStore = {
          async *list() {},
          delivery: async () => null,
        };
        const promotions = createModelPromotionQueue(promotionQueue);
        const ports = { ledger, queue, deliveries: queue, parkedStore, promotionQueue: promotions };
        const parked = ledger.awards().flatMap((record) => {
          const listed = listedAs(record);
          return listed === null || listed.entry === null ? [] : [{ kind: listed.kind, record, entry: listed.entry }];
        });
        for (const one of parked) {
          parkedBecause.push(one.entry.parked ?? 'uncollected');
          await redrive(ports, one, deadline);
        }
        schedule.wake();
        await drain();
        return parked.length > 0;
      }),
    again: () =>
      withLogCaught(lines, async () => {
        const queued = new Set(
          runs.runs().flatMap(({ record: { key, phase } }) => (phase === 'queued' ? [nameOf(key)] : [])),
        );
        for (const body of [...bodies]) if (isOf(body, queued)) promotionQueue.put(body, 0);
        for (const trigger of [...fired]) {
          if (queued.has(`${trigger.promotion}-${runName(trigger.scheduledAtMs)}`)) fire(trigger);
        }
        for (const { key } of ledger.awards()) await queue.send([key], 0, signal);
        await drain();
      }),
  };
}

function nameOf({ promotion, occurrence }: { readonly promotion: string; readonly occurrence: string }): string {
  return `${promotion}-${occurrence}`;
}

/** Whether a message is of one of these runs. */
function isOf(body: string, names: ReadonlySet<string>): boolean {
  const { awards } = JSON.parse(body) as {
    readonly awards?: { readonly promotion: string; readonly occurrence: string };
  };
  return awards !== undefined && names.has(nameOf(awards));
}
