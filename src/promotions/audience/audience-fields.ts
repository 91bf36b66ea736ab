import type { AudienceRow } from '../../domain/promotion/audience-row.ts';
import { AudienceFault } from '../../ports/audience-files.ts';

/** A file of an audience, and what its promotion needs of each row. */
export interface WantedAudience {
  /** Shown in faults; its ending, `.csv` or `.jsonl`, perhaps with `.gz`, tells the format. */
  readonly file: string;
  /** `noPoints` where the promotion itself fixes the points. */
  readonly wants: 'points' | 'noPoints' | 'birthdays';
}

/** The fields that are read of a row; all others are ignored. */
export const FIELDS = ['customer', 'points', 'text', 'birthday'] as const;
export type Field = (typeof FIELDS)[number];

/** Names are compared trimmed and without regard to case. */
export function fieldNamed(name: string): Field | undefined {
  const plain = name.trim().toLowerCase();
  return FIELDS.find((field) => field === plain);
}

/** The fields that every row must have. */
export function neededFields(wants: WantedAudience['wants']): readonly Field[] {
  if (wants === 'noPoints') return ['customer'];
  return wants === 'points' ? ['customer', 'points'] : ['customer', 'birthday'];
}

/** A row from its fields; a field of white space counts as absent. */
export function toRow(
  line: number,
  written: Readonly<Partial<Record<Field, string>>>,
  wants: WantedAudience['wants'],
): AudienceRow {
  const missing = neededFields(wants).filter((field) => textOrNull(written[field]) === null);
  if (missing.length > 0) return { line, fault: `has no ${missing.join(' and no ')}` };
  return {
    line,
    customer: written.customer ?? '',
    points: textOrNull(written.points),
    text: textOrNull(written.text),
    birthday: textOrNull(written.birthday),
  };
}

export function pointsAreFixed(where: string): AudienceFault {
  return new AudienceFault(
    `${where}, but the promotion's points are fixed; leave them out of the file, or write points: "audience" in the promotion`,
  );
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text;
}
