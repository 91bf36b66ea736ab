import { maskedKey } from '../domain/change-key.ts';
import { pendingSinceMs } from '../domain/pending-since.ts';
import { isOrder, type LedgerRecord, nameOf } from '../domain/record.ts';
import { explainWait, type Wait, type WaitSettings } from './explain-wait.ts';
import { type ShownReply, shownReply } from './shown-reply.ts';
import { instantText } from './values.ts';

/** What of a record waits to be posted; without personal data, unless it is asked for. */
export interface PendingLine {
  readonly kind: 'order' | 'award';
  /** `my-shop/5001` */
  readonly id: string;
  readonly for: Wait['for'] | 'paymentAhead';
  /** Since when it could have been posted; of a hold or a payment date ahead, since when it is known. */
  readonly since: string;
  /** Null: nobody knows, or it is ready. */
  readonly until: string | null;
  /** When it is parked, should all its attempts fail until then. */
  readonly givesUpAt: string | null;
  readonly points: number | null;
  readonly changeKey: string | null;
  readonly attempts: number;
  readonly reply: ShownReply | null;
  /** Entries that wait for this one. */
  readonly behind: number;
}

/** `null` where nothing of the record waits for its time. `personal`: the change key with its customer. */
export function explainPending(
  record: LedgerRecord,
  settings: WaitSettings & { readonly personal?: boolean },
  nowMs: number,
): PendingLine | null {
  const about = { kind: isOrder(record) ? 'order' : 'award', id: `${record.key.store}/${nameOf(record.key)}` } as const;
  const waiting = record.entries.filter(({ state }) => state === 'pending' || state === 'parked');
  const [entry] = waiting;
  if (entry === undefined) return aheadOf(record, about);
  const wait = explainWait(entry, record, settings, nowMs);
  if (wait === null || wait.for === 'person') return null;
  const sinceMs = wait.for === 'hold' ? entry.plannedAtMs : pendingSinceMs(record, entry);
  return {
    ...about,
    ...wait,
    since: instantText(sinceMs),
    points: entry.points,
    changeKey: settings.personal === true ? entry.changeKey : maskedKey(entry.changeKey),
    attempts: entry.attempts,
    reply: entry.lastReply && shownReply(entry.lastReply),
    behind: waiting.length - 1,
  };
}

function aheadOf(record: LedgerRecord, about: Pick<PendingLine, 'kind' | 'id'>): PendingLine | null {
  const ahead = isOrder(record) ? record.paymentAhead : null;
  if (ahead === null) return null;
  return {
    ...about,
    for: 'paymentAhead',
    since: instantText(ahead.sinceMs),
    until: instantText(ahead.untilMs),
    givesUpAt: null,
    points: null,
    changeKey: null,
    attempts: 0,
    reply: null,
    behind: 0,
  };
}
