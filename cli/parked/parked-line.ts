import { maskedKey } from '../../src/domain/change-key.ts';
import { nextSteps } from '../../src/domain/next-steps.ts';
import type { ParkedReason } from '../../src/domain/parked-reasons.ts';
import { runId } from '../../src/domain/promotion/run-key.ts';
import { explain } from '../../src/domain/reasons.ts';
import { nameOf } from '../../src/domain/record.ts';
import { type ShownReply, shownReply } from '../../src/explain/shown-reply.ts';
import type { Parked } from '../../src/ports/parked-store.ts';

/** What waits for a person, in words, and without personal data. */
export interface ParkedLine {
  /** What `redrive` takes, such as `my-shop/5001`, `my-shop/body-0f3a…`, `my-shop/5001@staging.example.com` or `christmas-20261224T120000Z`. */
  readonly id: string;
  /** ISO 8601, in UTC. */
  readonly since: string;
  readonly reason: ParkedReason;
  readonly why: string;
  readonly next: string;
  /** With the customer masked; null for a body that could not be read. */
  readonly changeKey: string | null;
  readonly points: number | null;
  readonly attempts: number | null;
  /** The API's last reply by its numbers and names; its words may name somebody. */
  readonly reply: ShownReply | null;
}

const BODY_DIGITS = 12;

/** The id by which a person names what is parked. */
export function parkedId(parked: Parked): string {
  if (parked.kind === 'illegible') return parked.pk;
  if (parked.kind === 'occurrence') return runId(parked.record.key);
  if (parked.kind === 'otherShop' && parked.order !== null) {
    return `${parked.delivery.store}/${parked.order}@${parked.host}`;
  }
  if (!('delivery' in parked)) return `${parked.record.key.store}/${nameOf(parked.record.key)}`;
  const hash = parked.pk.split('#').at(-1) ?? '';
  return `${parked.delivery.store}/body-${hash.slice(0, BODY_DIGITS)}`;
}

/** Why it is parked, by its name. */
export function reasonOf(parked: Parked): ParkedReason {
  switch (parked.kind) {
    case 'illegible':
    case 'paymentAhead':
    case 'uncollected':
      return parked.kind;
    case 'delivery':
    case 'otherShop':
      return parked.delivery.reason;
    case 'occurrence':
      return parked.record.because === null ? 'badRows' : 'runStopped';
    case 'order':
      return parked.entry.parked ?? 'refused';
    default:
      return parked satisfies never;
  }
}

export function parkedLine(parked: Parked): ParkedLine {
  const reason = reasonOf(parked);
  const about = {
    id: parkedId(parked),
    since: new Date(sinceMs(parked)).toISOString(),
    reason,
    why: whyOf(parked, reason),
    next: nextSteps[reason],
  };
  if (!('entry' in parked)) return { ...about, changeKey: null, points: null, attempts: null, reply: null };
  const { changeKey, points, attempts, lastReply } = parked.entry;
  return {
    ...about,
    changeKey: maskedKey(changeKey),
    points,
    attempts,
    reply: lastReply && shownReply(lastReply),
  };
}

function sinceMs(parked: Parked): number {
  switch (parked.kind) {
    case 'illegible':
      return parked.parkedAtMs;
    case 'paymentAhead':
      return parked.sinceMs;
    case 'delivery':
    case 'otherShop':
      return parked.delivery.receivedAtMs;
    case 'occurrence':
      return parked.record.firedAtMs;
    case 'order':
    case 'uncollected':
      return parked.entry.parkedAtMs ?? parked.entry.plannedAtMs;
    default:
      return parked satisfies never;
  }
}

/** Bodies and runs were parked with a sentence of their own. */
function whyOf(parked: Parked, reason: ParkedReason): string {
  if ('delivery' in parked) return parked.delivery.because;
  if (parked.kind !== 'occurrence') return explain(reason).because;
  const { because, counts, report } = parked.record;
  if (because !== null) return because;
  return explain(reason, `${counts?.bad ?? 0}, named in ${report}`).because;
}
