import { beginAttempt } from '../domain/attempt.ts';
import type { Entry, Lease } from '../domain/entry.ts';
import { type LedgerRecord, withEntry } from '../domain/record.ts';
import type { Ledger } from '../ports/ledger.ts';
import { type Deadline, remainingMs } from '../shared/deadline.ts';
import type { Versioned } from '../shared/optimistic-update.ts';
import { TIME } from '../shared/time-budgets.ts';
import type { Begun, OpenedAccount } from './attempt-entry.ts';
import { changeRecord, entryOf } from './change-record.ts';

export interface Marked<Kind extends LedgerRecord> extends Begun {
  readonly current: Versioned<Kind>;
}

export interface NotMarked<Kind extends LedgerRecord> {
  readonly kind: 'notBegun';
  readonly current: Versioned<Kind>;
  readonly isOutOfTime: boolean;
}

/** The account is opened for the attempt that follows a write. Nothing is stored of this. */
export interface PreparedAttempt {
  /** `null` when the ledger could not be reached for it. */
  readonly opening: Promise<OpenedAccount | null>;
  /** The entry before the write marked it; `null` when the write did not. */
  readonly unmarked: Entry | null;
}

/** Whether the time suffices to begin an attempt. */
export function isTimeForAttempt(deadline: Deadline): boolean {
  return remainingMs(deadline) >= TIME.leastForAttempt;
}

/** The entry that an attempt with this lease marked, or `null`: the attempt recognises its own mark by it. */
export function markedBy({ entries }: LedgerRecord, { holder }: Lease): Entry | null {
  return entries.find(({ lease }) => lease?.holder === holder) ?? null;
}

/** The record with the mark of an attempt at its entry, as it is stored before the call. */
export function withMark<Kind extends LedgerRecord>(record: Kind, entry: Entry, lease: Lease, nowMs: number): Kind {
  return withEntry(record, beginAttempt(entry, nowMs, lease));
}

/** Marks an attempt in the ledger. A conflict may be our own write, sent twice because its reply was lost; its lease shows this. */
export async function mark<Kind extends LedgerRecord>(
  ledger: Ledger,
  before: Versioned<Kind>,
  entry: Entry,
  lease: Lease,
  deadline: Deadline,
): Promise<Marked<Kind> | NotMarked<Kind>> {
  const begun = withMark(before.record, entry, lease, deadline.now());
  const current = await changeRecord(
    ledger,
    before,
    (record) => (record === before.record ? { save: begun, result: null } : { result: null }),
    deadline.signal,
  );
  if (markedBy(current.record, lease) === null) return { kind: 'notBegun', current, isOutOfTime: false };
  return await inTimeForCall(ledger, current, entry, deadline);
}

/** Goes on from a mark that is stored. It is taken back when it is too late for the call. */
export async function inTimeForCall<Kind extends LedgerRecord>(
  ledger: Ledger,
  current: Versioned<Kind>,
  unmarked: Entry,
  deadline: Deadline,
): Promise<Marked<Kind> | NotMarked<Kind>> {
  if (remainingMs(deadline) >= TIME.leastForCall) {
    return { kind: 'begun', record: current.record, current, entry: entryOf(current.record, unmarked.number) };
  }
  const record = withEntry(current.record, unmarked);
  await ledger.save(record, current.version, deadline.signal);
  return { kind: 'notBegun', current: { ...current, record }, isOutOfTime: true };
}
