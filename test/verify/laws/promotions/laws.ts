/** The laws of promotions as they can be checked on histories. */
export const PROMOTION_LAWS = {
  given: 'everyone of the pinned audience got the pinned points, once, with the pinned key and words',
  nobodyElse: 'nobody else got or lost points',
  neverMore: 'never more is taken back than there was, and who owes the rest is listed',
  pinned: 'what a run pins was in force, and stays',
  refused: 'a run that was refused posts nothing',
  counts: 'rows, awards, bad rows, duplicates and other days are counted as they are',
  progress: 'the progress counts every award once, and what is open as it is in the ledger',
  atOnce: 'without faults the ledger holds nothing of who was settled at once',
  again: 'triggering and redelivering everything again changes nothing and calls nothing',
  nothingLost: 'what was fired goes on to its end: nothing waits, nothing is parked without a word',
  total: 'total: any message in gives an outcome, never a throw',
  private: 'private: no secret and no personal data in any log line or report',
} as const;

export type PromotionLaw = keyof typeof PROMOTION_LAWS;
