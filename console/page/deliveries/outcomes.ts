/** What can be asked for, as the outcome table has them. */
export const outcomes = [
  'applied',
  'alreadyApplied',
  'nothingToDo',
  'appliedWithWarning',
  'skipped',
  'deferred',
  'parked',
  'signatureRefused',
  'unknownStore',
  'tooLarge',
  'notRecorded',
] as const;
