/** Names one occurrence of a promotion by the time it was scheduled for, in UTC: `20261224T120000Z`. */
export interface OccurrenceKey {
  readonly promotion: string;
  readonly occurrence: string;
}

export function occurrenceAt(promotion: string, scheduledAtMs: number): OccurrenceKey {
  const text = new Date(scheduledAtMs).toISOString();
  return { promotion, occurrence: text.replace(/[-:]|\.\d{3}/g, '') };
}

/** An occurrence's name in outcomes, and among what is parked: `christmas-20261224T120000Z`. */
export function occurrenceId({ promotion, occurrence }: OccurrenceKey): string {
  return `${promotion}-${occurrence}`;
}

/** When an occurrence was scheduled for. */
export function scheduledAtMs({ occurrence }: OccurrenceKey): number {
  return Date.parse(occurrence.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
