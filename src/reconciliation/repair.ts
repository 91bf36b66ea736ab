import * as z from 'zod/mini';
import type { News } from '../domain/reconciliation/news.ts';
import { isOrder, nameOf } from '../domain/record.ts';
import { isReclaimed } from '../domain/recovery/reclaim.ts';
import type { HistoryFinding } from './compare-history.ts';

/**
 * What can be done about a finding. `record`: what the shop says is recorded, and what follows is posted. `postAgain`: the entry is posted
 * again, under its own key. `claim`: the change counts as the order's, and what is then too much or too little is posted. `leave`: nothing.
 */
const action = z.enum(['record', 'postAgain', 'claim', 'leave']);

/** A finding, and what is proposed: one line of a file that a person reads, edits and applies. */
export const repair = z.object({
  /** A person may put any of `can` in its place. */
  do: action,
  can: z.array(action),
  finding: z.enum([
    'missingAward',
    'missingReversal',
    'missingFacts',
    'notAtBonifiq',
    'canceledAtBonifiq',
    'entryLost',
    'doubleAward',
    'doubleReversal',
    'unexplained',
  ]),
  /** Such as `my-shop/5001`. */
  order: z.nullable(z.string()),
  /** The number of the order's entry that it is about. */
  entry: z.nullable(z.int()),
  /** A digest, by which nobody is recognised; null where the store's secret has no key for it. */
  customer: z.nullable(z.string()),
  /** By how much it changes a balance, or has changed it at BonifiQ. */
  points: z.int(),
  /** When the shop changed the order, or when BonifiQ has the change. */
  at: z.iso.datetime(),
  because: z.string(),
});

export type Repair = z.infer<typeof repair>;

/** Whether two lines are about the same, whatever is to be done. */
export function isSameFinding(one: Repair, other: Repair): boolean {
  return (
    one.finding === other.finding &&
    one.order === other.order &&
    one.entry === other.entry &&
    one.points === other.points &&
    (one.entry !== null || one.finding.startsWith('missing') || one.at === other.at)
  );
}

/** An order of which the ledger lacks something that the shop has. */
export interface MissingInLedger {
  /** Such as `my-shop/5001`. */
  readonly order: string;
  readonly customer: string | null;
  readonly news: Exclude<News, 'nothing'>;
  readonly points: number;
  readonly changedAtMs: number;
}

export function repairOfOrder({ order, customer, news, points, changedAtMs }: MissingInLedger): Repair {
  const finding = news === 'facts' ? 'missingFacts' : points < 0 ? 'missingReversal' : 'missingAward';
  return {
    do: 'record',
    can: ['record', 'leave'],
    finding,
    order,
    entry: null,
    customer,
    points,
    at: new Date(changedAtMs).toISOString(),
    because: REASONS[finding],
  };
}

/** `customer`: the digest of whose history it is. */
export function repairOfHistory(found: HistoryFinding, customer: string | null): Repair {
  const { kind } = found;
  const record = 'record' in found ? found.record : null;
  const about = { finding: kind, order: record && `${record.key.store}/${nameOf(record.key)}`, customer };
  switch (kind) {
    case 'notAtBonifiq': {
      const { number, points, plannedAtMs, firstAttemptAtMs } = found.entry;
      const at = new Date(firstAttemptAtMs ?? plannedAtMs).toISOString();
      const why = { ...about, entry: number, points, at, because: REASONS[kind] };
      return isOrder(found.record) && !isReclaimed(found.entry)
        ? { do: 'postAgain', can: ['postAgain', 'leave'], ...why }
        : { do: 'leave', can: ['leave'], ...why };
    }
    case 'canceledAtBonifiq': {
      const { number, points } = found.entry;
      const at = new Date(found.change.atMs).toISOString();
      return { do: 'leave', can: ['leave'], ...about, entry: number, points, at, because: REASONS[kind] };
    }
    case 'entryLost':
    case 'doubleAward':
    case 'doubleReversal': {
      const { points, atMs } = found.change;
      const isSure = kind === 'entryLost' || found.isSure;
      const because = isSure ? REASONS[kind] : `perhaps: ${REASONS[kind]}`;
      const at = new Date(atMs).toISOString();
      return { do: isSure ? 'claim' : 'leave', can: ['claim', 'leave'], ...about, entry: null, points, at, because };
    }
    case 'unexplained': {
      const { points, atMs } = found.change;
      const at = new Date(atMs).toISOString();
      return { do: 'leave', can: ['leave'], ...about, entry: null, points, at, because: REASONS[kind] };
    }
    default:
      return found satisfies never;
  }
}

const REASONS = {
  missingAward: 'the shop has it, and no webhook told; recording it gives the points',
  missingReversal: 'the shop has it, and no webhook told; recording it takes the points back',
  missingFacts: 'the shop has it, and no webhook told; it changes no points',
  notAtBonifiq:
    "the ledger has it as applied, and BonifiQ's history does not have it; its key keeps it from counting twice",
  canceledAtBonifiq: 'somebody has canceled it at BonifiQ: look there',
  entryLost: 'BonifiQ has it under the title of this order, and the ledger does not; claimed, it counts for the order',
  doubleAward:
    'BonifiQ gave points for the same purchase by itself: switch its objective off; claimed, what was given too much is taken back',
  doubleReversal:
    'BonifiQ took points back for the same purchase by itself: switch its objective off; claimed, what was taken too much is given back',
  unexplained: 'no order, award or promotion of Ponte explains it',
} as const satisfies Record<Repair['finding'], string>;
