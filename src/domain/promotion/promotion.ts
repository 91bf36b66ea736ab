/** A promotion of `ponte.config.ts`, checked: at scheduled times, the customers of an audience get points, or give some back. */
export interface Promotion {
  /** Letters, digits and underscores, beginning with a letter: its change keys never meet those of orders. */
  readonly id: string;
  /** The store whose account is called and whose customers these are. */
  readonly store: string;
  /** For each customer, or as the audience says of each; always more than zero. */
  readonly points: number | 'audience';
  /** Whether the points are taken back instead of given. */
  readonly takesBack: boolean;
  /** BonifiQ's internal reason, with `{promotion}`, `{date}`, `{points}` and `{text}` in it. */
  readonly reason: string;
  /** What the shopper reads, likewise; `null` for the row's own text, or else BonifiQ's. */
  readonly customerReason: string | null;
  /** EventBridge Scheduler's `cron(…)`, `rate(…)` or `at(…)`. */
  readonly schedule: string;
  /** Of the schedule, and of the days of birthdays. */
  readonly timeZone: string;
  /** No run from this instant on. */
  readonly untilMs: number | null;
  readonly audience: Audience;
  /** A run that would move more points than this, all customers together, moves none. */
  readonly maximumPoints: number;
}

/** Who gets the points. Files are in the audience bucket; birthdays are those whose day it is. */
export type Audience =
  | { readonly kind: 'list'; readonly customers: readonly ListedCustomer[] }
  | { readonly kind: 'file' | 'birthdays'; readonly file: string };

export interface ListedCustomer {
  readonly customer: string;
  /** Only where the promotion leaves the points to its audience. */
  readonly points: number | null;
  readonly text: string | null;
}
