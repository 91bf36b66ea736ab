import { keyCustomer, maskedKey } from './change-key.ts';
import type { Entry } from './entry.ts';
import { isOrder, type LedgerRecord, nameOf } from './record.ts';

/** One entry of the ledger as it is exported, without personal data. Times are ISO 8601 in UTC. */
export interface EntryRow {
  readonly store: string;
  readonly kind: 'order' | 'award';
  /** The order's number, or the award's id. */
  readonly record: string;
  /** The entry's number in its record. */
  readonly entry: number;
  readonly points: number;
  readonly state: Entry['state'];
  /** Why it waits for a person. */
  readonly parked: Entry['parked'];
  /** With the customer masked. */
  readonly changeKey: string;
  readonly reason: string;
  readonly plannedAt: string;
  /** No attempt before this: the hold, then the retry delay. */
  readonly notBefore: string;
  readonly firstAttemptAt: string | null;
  readonly attempts: number;
  /** Attempts whose result is not known. */
  readonly unresolved: number;
  readonly warning: Entry['warning'];
  readonly replyStatus: number | null;
  readonly replyErrorCode: number | null;
  readonly paidAt: string | null;
  /** The version of the pinned rule. */
  readonly rule: string | null;
  readonly campaign: string | null;
  /** When the customer was erased. */
  readonly erasedAt: string | null;
}

/** What is exported besides only if somebody asks for it. */
export interface PersonalColumns {
  readonly customer: string | null;
  readonly fullChangeKey: string;
  readonly customerReason: string | null;
  readonly balanceAfter: number | null;
  readonly replyCode: string | null;
  readonly replyMessage: string | null;
}

/** The entries of a record that were planned at `sinceMs` or later, one row each. */
export function entryRows(record: LedgerRecord, sinceMs = 0): EntryRow[] {
  return entriesSince(record, sinceMs).map((entry) => rowOf(record, entry));
}

/** The same with the columns that name the customer. */
export function personalEntryRows(record: LedgerRecord, sinceMs = 0): (EntryRow & PersonalColumns)[] {
  return entriesSince(record, sinceMs).map((entry) => {
    const { changeKey, customerReason, balanceAfter, lastReply } = entry;
    const named = keyCustomer(changeKey);
    return {
      ...rowOf(record, entry),
      // A long key holds a hash.
      customer: named === null || named.startsWith('sha256:') ? record.customer : named,
      fullChangeKey: changeKey,
      customerReason,
      balanceAfter,
      replyCode: lastReply?.codeName ?? null,
      replyMessage: lastReply?.message ?? null,
    };
  });
}

function entriesSince({ entries }: LedgerRecord, sinceMs: number): readonly Entry[] {
  return entries.filter(({ plannedAtMs }) => plannedAtMs >= sinceMs);
}

function rowOf(record: LedgerRecord, entry: Entry): EntryRow {
  const order = isOrder(record) ? record : null;
  const { firstAttemptAtMs, lastReply } = entry;
  return {
    store: record.key.store,
    kind: order === null ? 'award' : 'order',
    record: nameOf(record.key),
    entry: entry.number,
    points: entry.points,
    state: entry.state,
    parked: entry.parked,
    changeKey: maskedKey(entry.changeKey),
    reason: entry.reason,
    plannedAt: isoOf(entry.plannedAtMs),
    notBefore: isoOf(entry.notBeforeMs),
    firstAttemptAt: firstAttemptAtMs === null ? null : isoOf(firstAttemptAtMs),
    attempts: entry.attempts,
    unresolved: entry.unresolvedAttempts.length,
    warning: entry.warning,
    replyStatus: lastReply?.status ?? null,
    replyErrorCode: lastReply?.errorCode ?? null,
    paidAt: order?.facts.money ? isoOf(order.facts.money.value.paidAtMs) : null,
    rule: order?.pinned?.rule.version ?? null,
    campaign: order?.pinned?.campaign?.name ?? null,
    erasedAt: order?.erasedAtMs === undefined ? null : isoOf(order.erasedAtMs),
  };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
