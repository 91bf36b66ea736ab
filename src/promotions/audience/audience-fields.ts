import type { AudienceRow } from '../../domain/promotion/audience-row.ts';
import { AudienceFault } from '../../ports/audience-files.ts';

/** A file of an audience, and what its promotion needs of each row. */
export interface WantedAudience {
  /** For faults, and for its ending: `.csv` or `.jsonl`, perhaps with `.gz` after it. */
  readonly file: string;
  /** `noPoints` where the promotion itself says how many. */
  readonly wants: 'points' | 'noPoints' | 'birthdays';
}

/** What is read of a row; everything else in it is left alone. */
export const FIELDS = ['customer', 'points', 'text', 'birthday'] as const;
export type Field = (typeof FIELDS)[number];

/** Names are compared trimmed and without regard to case. */
export function fieldNamed(name: string): Field | undefined {
  const plain = name.trim().toLowerCase();
  return FIELDS.find((field) => field === plain);
}

/** What no row can do without. */
export function neededFields(wants: WantedAudience['wants']): readonly Field[] {
  if (wants === 'noPoints') return ['customer'];
  return wants === 'points' ? ['customer', 'points'] : ['customer', 'birthday'];
}

/** A row from what it says under each name; white space says nothing. */
export function toRow(
  line: number,
  written: Readonly<Partial<Record<Field, string>>>,
  wants: WantedAudience['wants'],
): AudienceRow {
  const missing = neededFields(wants).filter((field) => said(written[field]) === null);
  if (missing.length > 0) return { line, fault: `has no ${missing.join(' and no ')}` };
  return {
    line,
    customer: written.customer ?? '',
    points: said(written.points),
    text: said(written.text),
    birthday: said(written.birthday),
  };
}

export function pointsAreFixed(where: string): AudienceFault {
  return new AudienceFault(
    `${where}, but the promotion's points are fixed; leave them out of the file, or write points: "audience" in the promotion`,
  );
}

function said(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text;
}
