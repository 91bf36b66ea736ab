/** Why an order ends where it ends. Only `awarded` and `below minimum` orders are due. */
export type Verdict =
  | 'no order'
  | 'not due'
  | 'test order'
  | 'other currency'
  | 'before the start'
  | 'no rule'
  | 'all money back'
  | 'below minimum'
  | 'awarded';

export interface ExpectedOutcome {
  /** The points that the order's entries must sum to once everything delivered is recorded, held out and settled. */
  readonly posted: number;
  /** What would be posted were a customer known. */
  readonly target: number;
  readonly verdict: Verdict;
  readonly customerKnown: boolean;
  /** Every customer id that any body names: the pinned one is among them. */
  readonly customers: ReadonlySet<string>;
  /** Until then nothing may be posted; `null` where no rule applies. */
  readonly holdUntilMs: number | null;
  /** Of an order that is due and has a rule. */
  readonly paidAtMs: number | null;
  /** The rule's cap bites on the net, or did on the gross. */
  readonly capped: boolean;
  /** The chosen rule has a hold. */
  readonly held: boolean;
  /** How many campaigns the payment falls into; the largest counts. */
  readonly campaigns: number;
}

/** What a platform's facts come to before the customer is looked at. */
export type Target = Omit<ExpectedOutcome, 'posted' | 'customerKnown' | 'customers'>;

export const nothing = (verdict: Verdict): Target => ({
  target: 0,
  verdict,
  holdUntilMs: null,
  paidAtMs: null,
  capped: false,
  held: false,
  campaigns: 0,
});
