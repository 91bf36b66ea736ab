import { maskedKey } from '../../src/domain/change-key.ts';
import type { ParkReason } from '../../src/domain/entry.ts';
import type { RunRecord } from '../../src/domain/promotion/run.ts';
import { runId } from '../../src/domain/promotion/run-key.ts';
import { nameOf } from '../../src/domain/record.ts';
import type { Parked } from '../../src/ports/parked-store.ts';

/** What waits for a person, in words, and without personal data. */
export interface ParkedLine {
  /** What `redrive` takes, such as `my-shop/5001`, `my-shop/body-0f3a…` or `christmas-20261224T120000Z`. */
  readonly id: string;
  /** ISO 8601, in UTC. */
  readonly since: string;
  readonly because:
    | ParkReason
    | 'uncollected'
    | 'paymentAhead'
    | 'unreadable'
    | 'illegible'
    | 'occurrenceStopped'
    | 'badRows';
  readonly why: string;
  readonly next: string;
  /** With the customer masked; null for a body that could not be read. */
  readonly changeKey: string | null;
  readonly points: number | null;
  readonly attempts: number | null;
  /** The API's last reply by its numbers and names; its words may name somebody. */
  readonly reply: {
    readonly status: number;
    readonly codeName: string | null;
    readonly errorCode: number | null;
  } | null;
}

const REASONS: Readonly<Record<ParkReason | 'uncollected', { readonly why: string; readonly next: string }>> = {
  refused: {
    why: 'the points API refused the entry',
    next: 'put the cause right in BonifiQ, then redrive',
  },
  needsChecking: {
    why: 'the points API may or may not have applied the entry',
    next: "look for it in the customer's history in BonifiQ; if it is not there, redrive it: a key used already counts as applied",
  },
  customerUnknown: {
    why: 'the points API does not know the customer',
    next: 'import the customer into BonifiQ, then redrive',
  },
  insufficientBalance: {
    why: 'the customer has spent the points: the balance does not cover what is to be taken back',
    next: 'settle it with the customer; a redrive takes the points once the balance covers them',
  },
  uncollected: {
    why: 'the customer has spent the points: what the balance held was taken, these are left',
    next: 'nothing has to be done; a redrive takes what the balance holds by then',
  },
  triesExhausted: {
    why: 'the points API could not take the entry for too long',
    next: 'see that BonifiQ answers and knows the customer, then redrive',
  },
  storeRemoved: {
    why: 'the store is no longer in ponte.config.ts',
    next: 'put the store back if its orders still count, deploy, then redrive',
  },
  settlingFailed: {
    why: 'settling the order failed again and again, and nobody knows why',
    next: "look for what settle's and deadLetters' logs say of the order, put the cause right, then redrive",
  },
  pointsOutOfRange: {
    why: 'the points exceed what the points API takes',
    next: 'look at the order and its rule; a redrive cannot help',
  },
};

const PAYMENT_AHEAD = {
  why: 'the payment date of the order is more than a day ahead',
  next: "put the shop's clock or the order's date right, then save the order in the shop; else it is awarded on that day",
};

const NEXT_OF_BODY =
  'put the cause right (for a body that cannot be read: deploy a Ponte that reads it), then redrive, or save the order in the shop';

const BODY_DIGITS = 12;
/** What a name of an error looks like; the API may write anything there. */
const CODE_NAME = /^[\w.:-]{1,100}$/;

/** The id by which a person names what is parked. */
export function parkedId(parked: Parked): string {
  if (parked.kind === 'illegible') return parked.pk;
  if (parked.kind === 'occurrence') return runId(parked.record.key);
  if (parked.kind !== 'delivery') return `${parked.record.key.store}/${nameOf(parked.record.key)}`;
  const hash = parked.pk.split('#').at(-1) ?? '';
  return `${parked.delivery.store}/body-${hash.slice(0, BODY_DIGITS)}`;
}

export function parkedLine(parked: Parked): ParkedLine {
  const id = parkedId(parked);
  const noEntry = { changeKey: null, points: null, attempts: null, reply: null };
  if (parked.kind === 'illegible') {
    return {
      id,
      since: new Date(parked.parkedAtMs).toISOString(),
      because: 'illegible',
      ...noEntry,
      why: 'this Ponte cannot read the item',
      next: 'use the version that is deployed, or a newer one',
    };
  }
  if (parked.kind === 'delivery') {
    const { because, receivedAtMs } = parked.delivery;
    return {
      id,
      since: new Date(receivedAtMs).toISOString(),
      because: 'unreadable',
      why: because,
      ...noEntry,
      next: NEXT_OF_BODY,
    };
  }
  if (parked.kind === 'occurrence') {
    return { id, since: new Date(parked.record.firedAtMs).toISOString(), ...wordsOf(parked.record), ...noEntry };
  }
  if (parked.kind === 'paymentAhead') {
    return { id, since: new Date(parked.sinceMs).toISOString(), because: 'paymentAhead', ...PAYMENT_AHEAD, ...noEntry };
  }
  const { entry } = parked;
  const because = parked.kind === 'uncollected' ? 'uncollected' : (entry.parked ?? 'refused');
  const { lastReply } = entry;
  return {
    id,
    since: new Date(entry.parkedAtMs ?? entry.plannedAtMs).toISOString(),
    because,
    ...REASONS[because],
    changeKey: maskedKey(entry.changeKey),
    points: entry.points,
    attempts: entry.attempts,
    reply: lastReply && {
      status: lastReply.status,
      errorCode: lastReply.errorCode,
      codeName: CODE_NAME.test(lastReply.codeName ?? '') ? lastReply.codeName : null,
    },
  };
}

function wordsOf({ because, counts, report }: RunRecord): Pick<ParkedLine, 'because' | 'why' | 'next'> {
  if (because !== null) {
    const next = 'put the cause right, then redrive: it goes on from where it was, and nobody gets points twice';
    return { because: 'occurrenceStopped', why: because, next };
  }
  return {
    because: 'badRows',
    why: `rows of its audience that could not be used: ${counts?.bad ?? 0}`,
    next: `see ${report} in the audience bucket; give those customers a promotion of their own, then dismiss this`,
  };
}
