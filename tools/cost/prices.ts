/** List prices of us-east-1 in US dollars, without free tiers, as others quote them; docs/cost.md says who. */
export const prices = {
  httpApiPerMillion: 1.0,
  lambdaPerMillion: 0.2,
  lambdaArmPerGbSecond: 0.0000133334,
  dynamoDbWritePerMillion: 0.625,
  dynamoDbReadPerMillion: 0.125,
  sqsPerMillion: 0.4,
  secretReadsPerMillion: 5,
  logsPerGb: 0.5,
  transferOutPerGb: 0.09,
} as const;

/** What no test can measure. */
export const assumed = {
  /** One order in twenty is refunded in part. */
  refundedShare: 0.05,
  /** One delivery in a hundred finds no container waiting. */
  coldShare: 0.01,
  /** One order in a hundred is settled from the queue: a message sent, received and deleted. */
  deferredShare: 0.01,
  /** How long BonifiQ takes to answer; Ponte's sandbox answers at once. */
  loyaltyApiMs: 200,
  /** A call of BonifiQ, with its share of TLS. */
  callBytes: 1_500,
  /** Memory at which Lambda gives one whole processor. */
  wholeProcessorMb: 1_769,
} as const;
