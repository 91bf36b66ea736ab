/** A promotion of `ponte.config.ts`, checked: at scheduled times the customers of an audience get points, or give some back. */
export interface Promotion {
  /** Letters, digits and underscores, beginning with a letter, so that its change keys never equal an order's. */
  readonly id: string;
  /** The store whose account is called and whose customers these are. */
  readonly store: string;
  /** For each customer; `audience`: as the audience says. Always more than zero. */
  readonly points: number | 'audience';
  /** Whether the points are taken back instead of given. */
  readonly takesBack: boolean;
  /** BonifiQ's internal reason, with `{promotion}`, `{date}`, `{points}` and `{text}` in it. */
  readonly reason: string;
  /** What the shopper reads, with the same places; `null` for the row's own text, or else BonifiQ's. */
  readonly customerReason: string | null;
  /** EventBridge Scheduler's `cron(…)`, `rate(…)` or `at(…)`. */
  readonly schedule: string;
  /** Of the schedule and of birthdays. */
  readonly timeZone: string;
  /** No run from this instant on. */
  readonly untilMs: number | null;
  readonly audience: Audience;
  /** A run that would move more points than this, all customers together, is refused. */
  readonly maximumPoints: number;
}

/** Who gets the points. Files are in the audience bucket. `birthdays`: those in the file whose birthday it is. */
export type Audience =
  | { readonly kind: 'list'; readonly customers: readonly ListedCustomer[] }
  | { readonly kind: 'file' | 'birthdays'; readonly file: string };

export interface ListedCustomer {
  readonly customer: string;
  /** `null` unless the promotion's points are `audience`. */
  readonly points: number | null;
  readonly text: string | null;
}
