import type { OrderId } from '../domain/order-facts.ts';
import { type Outcome, outcome } from '../domain/outcome.ts';
import type { ParkedReason } from '../domain/parked-reasons.ts';
import { type Explanation, explain } from '../domain/reasons.ts';
import type { Store } from '../domain/store.ts';
import type { Interpretation } from '../platforms/interpretation.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Ledger } from '../ports/ledger.ts';
import { RecordTooLarge } from '../ports/record-too-large.ts';
import type { Emit } from '../ports/telemetry.ts';
import type { Account } from '../posting/attempt-entry.ts';
import { type Recorded, recordFacts } from '../posting/record-facts.ts';
import { type Deadline, signalWithReserve } from '../shared/deadline.ts';
import { parseLosslessJson } from '../shared/lossless-json.ts';
import { TIME } from '../shared/time-budgets.ts';
import { bodyHash } from './body-hash.ts';

/** A body whose sender is proven: a webhook's, or what the store's own API answered. */
export interface ProvenBody {
  /** Not signed: shown beside a parked body, never used for facts. */
  readonly topic: string | null;
  readonly receivedAtMs: number;
  readonly rawBody: Uint8Array;
}

export interface RecordedBody {
  readonly kind: 'recorded';
  readonly order: OrderId;
  readonly recorded: Recorded;
  readonly lookedFor: string | null;
}

/** A body that a person has to look at. Nothing of it is recorded. */
export type BodyForAPerson =
  | { readonly kind: 'toPark'; readonly why: Explanation<ParkedReason>; readonly order: OrderId | null }
  | Extract<Interpretation, { kind: 'otherShop' }>;

interface Dependencies {
  readonly ledger: Ledger;
  readonly emit: Emit;
}

/**
 * Reads a body and records its facts. `done`: there is nothing more to do; with the outcome `notRecorded` nothing is known of it, as the
 * ledger did not take it. Never rejects.
 *
 * With `account`, the caller posts at once what is recorded; `expected` says whether bodies like it tell something new; see `recordFacts`.
 */
export async function recordBody(
  dependencies: Dependencies,
  platform: Platform,
  store: Store,
  body: ProvenBody,
  deadline: Deadline,
  account: Account | null,
  expected: 'news' | 'nothingNew' = 'news',
): Promise<RecordedBody | BodyForAPerson | { readonly kind: 'done'; readonly outcome: Outcome }> {
  const read = await readBody(platform, store, body, deadline).catch((error: unknown) => {
    dependencies.emit({ kind: 'warning', message: 'a delivery could not be read', error });
    return null;
  });
  if (read === null) return done(outcome('notRecorded', 'bodyNotRead'));
  switch (read.kind) {
    case 'nothing':
      return done(outcome('nothingToDo', read.because, read.order));
    case 'skipped':
      return done(outcome('skipped', read.because, read.order));
    case 'unreadable':
      return { kind: 'toPark', why: { reason: 'unreadable', because: read.because }, order: null };
    case 'privacyRequest':
      return { kind: 'toPark', why: read, order: null };
    case 'otherShop':
      return read;
    case 'facts':
      return await record(dependencies, store, read, deadline, account, expected);
    default:
      return read satisfies never;
  }
}

async function readBody(
  platform: Platform,
  store: Store,
  { rawBody, topic, receivedAtMs }: ProvenBody,
  deadline: Deadline,
): Promise<Interpretation> {
  const parsed = parseLosslessJson(rawBody);
  if (!parsed.ok) return { kind: 'unreadable', because: 'the body is not JSON' };
  return await platform.read(
    { payload: parsed.value, bodyHash: bodyHash(rawBody), topic, receivedAtMs, store },
    deadline,
  );
}

async function record(
  { ledger, emit }: Dependencies,
  store: Store,
  { facts, lookedFor }: Extract<Interpretation, { kind: 'facts' }>,
  deadline: Deadline,
  account: Account | null,
  expected: 'news' | 'nothingNew',
) {
  const { order } = facts;
  let recorded: Recorded | 'otherOrder';
  try {
    const recording = { ...deadline, signal: signalWithReserve(deadline, TIME.deferring) };
    recorded = await recordFacts(ledger, store, facts, recording, account, expected);
  } catch (error) {
    if (error instanceof RecordTooLarge) return { kind: 'toPark', why: explain('recordTooLarge'), order } as const;
    emit({ kind: 'warning', message: 'the ledger could not be written', error });
    return done(outcome('notRecorded', 'ledgerNotWritten', order));
  }
  if (recorded === 'otherOrder') return { kind: 'toPark', why: explain('otherOrder'), order } as const;
  return { kind: 'recorded', order, recorded, lookedFor: lookedFor ?? null } as const;
}

function done(outcome: Outcome) {
  return { kind: 'done', outcome } as const;
}
