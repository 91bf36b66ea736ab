import { counted } from '../counted.ts';

/** What is in the file of a promotion, and what of it would be left out. */
export interface AudienceCounts {
  readonly customers: number;
  readonly points: number;
  readonly bad: number;
  readonly duplicates: number;
  readonly otherDays: number;
}

export function audienceInWords({ customers, points, bad, duplicates, otherDays }: AudienceCounts): string {
  const leftOut = [
    counted(bad, 'bad row'),
    counted(duplicates, 'duplicate'),
    counted(otherDays, 'birthday on another day', 'birthdays on other days'),
  ];
  return `${counted(customers, 'customer')}, ${counted(points, 'point')}; ${leftOut.join(', ')}.`;
}
