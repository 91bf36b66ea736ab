import type { Container } from './container.ts';
import type { Decision, FaultPlan } from './fault-plan.ts';
import type { FaultName } from './faults.ts';
import type { Timeline } from './timeline.ts';

/** How a call fails: before or after its effect, or with an effect that lands only once the caller has given up. */
export interface Failure {
  readonly when: 'before' | 'after' | 'late';
  /** Names that the SDK gives such an error. */
  readonly names: readonly [string, ...string[]];
}

/** One call that a container makes of a service. */
export interface Call<Result> {
  /** Such as `ledger.save`. */
  readonly what: string;
  readonly signal: AbortSignal;
  /** At most one of them strikes. */
  readonly failures: Readonly<Partial<Record<FaultName, Failure>>>;
  /** What the service does; `decision` is this call's own chance. */
  readonly effect: (decision: Decision) => Result | Promise<Result>;
  /** What the caller gets when its signal aborts; the signal's reason is thrown when not given. */
  readonly aborted?: () => Result;
  /** How much longer than usual the answer takes, known once the effect has happened. */
  readonly lateMs?: (result: Result) => number;
  readonly slow?: FaultName;
  /** What is answered is a stream, which the caller reads in steps of its own. */
  readonly isStream?: boolean;
}

export type MakeCall = <Result>(container: Container, call: Call<Result>) => Promise<Result>;

const MINUTE_MS = 60_000;
/** Shorter calls look at their signal when they end. */
const WORTH_LISTENING_MS = 100;
const NO_ANSWER_MS = 30_000;

/** Makes calls in simulated time, with all that may happen to a call. */
export function createCalls(timeline: Timeline, faultPlan: FaultPlan): MakeCall {
  return function makeCall<Result>(container: Container, call: Call<Result>): Promise<Result> {
    const { what, signal, failures, effect } = call;
    const invocation = container.invocation();
    invocation.letGo();
    invocation.calls += 1;
    const decision = faultPlan.at(`${invocation.id}.${invocation.calls}`, what);
    const { random } = decision;

    return new Promise((resolve, reject) => {
      let waits = true;
      const end = (how: () => void): void => {
        if (!waits) return;
        waits = false;
        signal.removeEventListener('abort', giveUp);
        if (!invocation.alive) return;
        if (invocation.readsOn) invocation.letGo = timeline.hold();
        how();
      };
      const giveUp = () => end(() => (call.aborted === undefined ? reject(signal.reason) : resolve(call.aborted())));
      if (signal.aborted) return giveUp();
      invocation.called.push(what);

      let thereMs = random.int(1, 9);
      let backMs = random.int(0, 5);
      if (container.clockMayJump && faultPlan.strikes('clockForward', decision))
        container.shift(random.int(1, 10) * MINUTE_MS);
      if (container.clockMayJump && faultPlan.strikes('clockBack', decision))
        container.shift(-random.int(1, 10) * MINUTE_MS);
      if (faultPlan.strikes('slowCall', decision)) {
        if (random.chance(0.5)) thereMs = random.int(500, 9_000);
        else backMs = random.int(500, 9_000);
      }
      if (call.slow !== undefined && faultPlan.strikes(call.slow, decision)) thereMs = NO_ANSWER_MS;
      const failure = strikingOf(failures, faultPlan, decision);
      const crashesBefore = faultPlan.strikes('crashBeforeCall', decision);
      const crashesAfter = !crashesBefore && faultPlan.strikes('crashAfterCall', decision);
      const fail = ({ names }: Failure) => end(() => reject(serviceError(random.pick(names))));
      if (thereMs + backMs > WORTH_LISTENING_MS) signal.addEventListener('abort', giveUp, { once: true });

      async function arrive(): Promise<void> {
        if (crashesBefore) return invocation.die();
        if (failure?.when === 'before') return fail(failure);
        if (failure?.when === 'late') {
          timeline.at(timeline.now() + random.int(50, 5_000), () => void Promise.resolve(effect(decision)));
          return fail(failure);
        }
        const result = await effect(decision);
        const lateMs = call.lateMs?.(result) ?? 0;
        if (lateMs > 0) signal.addEventListener('abort', giveUp, { once: true });
        timeline.at(timeline.now() + backMs + lateMs, () => {
          if (crashesAfter) invocation.die();
          else if (failure !== null) fail(failure);
          else if (signal.aborted) giveUp();
          else {
            if (call.isStream === true) invocation.readsOn = true;
            end(() => resolve(result));
          }
        });
      }
      timeline.at(timeline.now() + thereMs, () => {
        arrive().catch((error) => end(() => reject(error)));
      });
    });
  };
}

function strikingOf(failures: Call<unknown>['failures'], faultPlan: FaultPlan, decision: Decision): Failure | null {
  for (const [name, failure] of Object.entries(failures)) {
    if (faultPlan.strikes(name as FaultName, decision)) return failure;
  }
  return null;
}

function serviceError(name: string): Error {
  return Object.assign(new Error('simulated'), { name });
}
