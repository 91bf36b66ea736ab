import { awardChooser, type Choice } from '../domain/promotion/choose-awards.ts';
import type { AudienceCounts, PinnedPromotion } from '../domain/promotion/run.ts';
import type { AudienceFiles } from '../ports/audience-files.ts';
import { createSeenCustomers } from './audience/dedupe.ts';
import { readRows } from './audience/read-rows.ts';

export interface ValidatedAudience {
  readonly counts: AudienceCounts;
  /** The rows that are not used, as JSON Lines; `null` when there are none. */
  readonly report: string | null;
  /** Why a run is refused, in words; `null` when it is not. */
  readonly refusal: string | null;
}

/** Rows in a report: more of them nobody would read. */
const MAX_REPORTED = 10_000;

/**
 * Reads a whole audience before any of it is queued, and calls `show` with each row's choice. Rejects with an
 * `AudienceFault` where it cannot be used at all, and with `signal`'s reason when the time runs out.
 */
export async function validateAudience(
  files: AudienceFiles,
  pinned: PinnedPromotion,
  scheduledAtMs: number,
  signal: AbortSignal,
  show: (choice: Choice) => void = () => {},
): Promise<ValidatedAudience> {
  const choose = awardChooser(pinned, scheduledAtMs, createSeenCustomers());
  const counts = { rows: 0, awards: 0, points: 0, bad: 0, duplicates: 0, otherDays: 0 };
  const reported: string[] = [];
  for await (const rows of readRows(files, pinned, signal)) {
    signal.throwIfAborted();
    for (const row of rows) {
      const choice = choose(row);
      show(choice);
      add(counts, choice);
      if ((choice.kind === 'bad' || choice.kind === 'duplicate') && reported.length < MAX_REPORTED) {
        reported.push(JSON.stringify(choice));
      }
    }
  }
  const left = counts.bad + counts.duplicates - reported.length;
  const more = left > 0 ? [JSON.stringify({ kind: 'more', rows: left })] : [];
  return {
    counts,
    report: reported.length === 0 ? null : `${[...reported, ...more].join('\n')}\n`,
    refusal: refusalOf(counts, pinned),
  };
}

function refusalOf(counts: AudienceCounts, { maximumPoints }: PinnedPromotion): string | null {
  // On most days it is nobody's birthday.
  if (counts.awards === 0 && counts.otherDays === 0 && counts.bad > 0) return 'no row of the audience can be used';
  return counts.points > maximumPoints
    ? `it would move ${counts.points} points, and maximumPoints is ${maximumPoints}`
    : null;
}

function add(counts: { -readonly [Name in keyof AudienceCounts]: number }, choice: Choice): void {
  counts.rows += 1;
  switch (choice.kind) {
    case 'award':
      counts.awards += 1;
      counts.points += Math.abs(choice.award.points);
      return;
    case 'bad':
      counts.bad += 1;
      return;
    case 'duplicate':
      counts.duplicates += 1;
      return;
    case 'otherDay':
      counts.otherDays += 1;
      return;
    default:
      choice satisfies never;
  }
}
