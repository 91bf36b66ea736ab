import type { RunRecord } from '../../../src/domain/promotion/run.ts';
import type { AudienceFiles } from '../../../src/ports/audience-files.ts';
import type { PromotionQueue } from '../../../src/ports/promotion-queue.ts';
import type { RunStore } from '../../../src/ports/run-store.ts';
import { createModelPromotionQueue } from '../../support/models/promotion-queue.ts';
import type { Failure, MakeCall } from './calls.ts';
import type { Container } from './container.ts';
import { type Failures, LEDGER_READ, LEDGER_WRITE, QUEUE, SENT, unreachable } from './failures.ts';
import type { Decision, FaultPlan } from './fault-plan.ts';
import type { Services } from './ports.ts';

export interface PromotionPorts {
  readonly runs: RunStore;
  readonly files: AudienceFiles;
  readonly promotionQueue: PromotionQueue;
}

const UNREACHABLE: Failure = { when: 'before', names: ['InternalError', 'ServiceUnavailable', 'ECONNRESET'] };
const FILES: Failures = {
  filesUnavailable: UNREACHABLE,
  filesThrottled: { when: 'before', names: ['SlowDown', 'TooManyRequestsException'] },
};
const FILES_WRITE: Failures = { ...FILES, reportAnswerLost: { when: 'after', names: ['TimeoutError'] } };

/** What promotions need besides, as one container sees it. `onSaved` is told of every run that came to be written. */
export function createPromotionPorts(
  { runs, files, promotionQueue }: Services,
  container: Container,
  { call, faultPlan, onSaved }: { call: MakeCall; faultPlan: FaultPlan; onSaved: (record: RunRecord) => void },
): PromotionPorts {
  const onLedger = <Result>(
    what: string,
    signal: AbortSignal,
    failures: Failures,
    effect: (decision: Decision) => Promise<Result>,
  ) => unreachable(call(container, { what: `ledger.${what}`, signal, failures, effect }));

  /** A write, of which the answer may be lost and its repetition meet it. */
  const write = (what: string, signal: AbortSignal, save: () => Promise<'saved' | 'conflict'>) =>
    onLedger(what, signal, LEDGER_WRITE, async (decision) => {
      const saved = await save();
      return saved === 'saved' && faultPlan.strikes('ledgerOwnConflict', decision) ? 'conflict' : saved;
    });

  const sends = createModelPromotionQueue(promotionQueue);

  return {
    runs: {
      load: (key, signal) => onLedger('loadOccurrence', signal, LEDGER_READ, () => runs.load(key, SENT)),
      save: (record, version, signal) =>
        write('saveOccurrence', signal, async () => {
          const saved = await runs.save(record, version, SENT);
          if (saved === 'saved') onSaved(record);
          return saved;
        }),
      loadProgress: (key, number, signal) =>
        onLedger('loadProgress', signal, LEDGER_READ, () => runs.loadProgress(key, number, SENT)),
      saveProgress: (key, number, progress, version, signal) =>
        write('saveProgress', signal, () => runs.saveProgress(key, number, progress, version, SENT)),
      open: (sinceMs, signal) => onLedger('openRuns', signal, LEDGER_READ, () => runs.open(sinceMs, SENT)),
      close: (key, signal) => onLedger('closeRun', signal, LEDGER_WRITE, () => runs.close(key, SENT)),
      list: (promotion, signal) => onLedger('list', signal, LEDGER_READ, () => runs.list(promotion, SENT)),
      enlist: (key, signal) => onLedger('enlist', signal, LEDGER_WRITE, () => runs.enlist(key, SENT)),
    },
    files: {
      newest: (file, signal) =>
        call(container, {
          what: 'files.newest',
          signal,
          failures: FILES,
          slow: 'filesSlow',
          effect: () => files.newest(file, SENT),
        }),
      open: (file, version, signal) =>
        call(container, {
          what: 'files.open',
          signal,
          failures: FILES,
          slow: 'filesSlow',
          isStream: true,
          async effect(decision) {
            const bytes = await files.open(file, version, SENT);
            return inPieces(bytes, decision, faultPlan.strikes('fileCutOff', decision));
          },
        }),
      write: (file, text, signal) =>
        call(container, {
          what: 'files.write',
          signal,
          failures: FILES_WRITE,
          slow: 'filesSlow',
          effect: () => files.write(file, text, SENT),
        }),
    },
    promotionQueue: {
      send: (messages, delaySeconds, signal) =>
        call(container, {
          what: 'promotionQueue.send',
          signal,
          failures: QUEUE,
          async effect(decision) {
            const some = faultPlan.strikes('queuePartly', decision);
            const taken = some ? decision.random.int(0, messages.length - 1) : messages.length;
            await sends.send(messages.slice(0, taken), delaySeconds, SENT);
            return { failed: messages.slice(taken) };
          },
        }),
    },
  };
}

/** The bytes in pieces of any length. Cut off, they end in an error, as those of a connection that breaks. */
async function* inPieces(
  bytes: AsyncIterable<Uint8Array>,
  { random }: Decision,
  isCutOff: boolean,
): AsyncGenerator<Uint8Array> {
  for await (const whole of bytes) {
    const end = isCutOff ? random.int(0, Math.max(0, whole.length - 1)) : whole.length;
    for (let at = 0; at < end; ) {
      const next = Math.min(end, at + random.int(1, 4_096));
      yield whole.subarray(at, next);
      at = next;
    }
    if (isCutOff) throw Object.assign(new Error('simulated'), { name: 'ECONNRESET' });
  }
}
