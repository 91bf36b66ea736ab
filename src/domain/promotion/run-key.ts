/** Identifies one run of a promotion by its scheduled time, in UTC: `20261224T120000Z`. */
export interface RunKey {
  readonly promotion: string;
  readonly occurrence: string;
}

export function runKeyAt(promotion: string, scheduledAtMs: number): RunKey {
  const text = new Date(scheduledAtMs).toISOString();
  return { promotion, occurrence: text.replace(/[-:]|\.\d{3}/g, '') };
}

/** A run's id in outcomes, and among what is parked: `christmas-20261224T120000Z`. */
export function runId({ promotion, occurrence }: RunKey): string {
  return `${promotion}-${occurrence}`;
}

/** When a run was scheduled for. */
export function scheduledAtMs({ occurrence }: RunKey): number {
  return Date.parse(occurrence.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
