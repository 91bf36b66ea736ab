/** The laws as they can be checked on histories. */
export const LAWS = {
  converge: '1 converge: posted is the rule applied to the net eligible amount',
  netPayment: '1 converge: never more points than the net payment for goods in the newest body gives',
  exactlyOnce: '2 exactly once: no entry changes a balance twice',
  redelivery: '2 exactly once: redelivering anything changes nothing and calls nothing',
  order: '3 order does not matter: what arrived in another order ends alike',
  neverNegative: '4 never more back than given, in the ledger and at the API',
  customer: '5 the customer of the purchase: one whom a body named; who got the points gives them back; one keeps them',
  erased:
    "erasure: the points of an erased customer's orders stay, the one exception to law 1, and nothing names whose they were",
  repinned: '5 unless a person repins it: the orders of the window come to the rule that should have been',
  rule: '5 the rule of the purchase: a later rule moves nothing',
  shadow:
    'shadow: nothing is posted of a store in shadow, nor ever of an order that began in it; what is planned is what would have been posted',
  nothingMissed: '6 what no webhook told is found: within hours, and at the latest by the look back',
  guarded: '6 webhooks that went away are told of, and there again',
  nothingLost: '6 nothing acknowledged is lost: nothing is left pending, or parked without a word',
  told: '6 nothing waits unseen: what waited for an hour longer than planned was told by a metric with an alarm',
  silence:
    '6 nothing waits unseen: a store that is silent for longer than it may be is told within ten minutes, and no other',
  total: '7 total: any bytes in give an outcome, never a throw',
  forged: '7 total: what the store did not sign is refused and touches nothing',
  genuine: '7 total: what the store did sign is never refused',
  private: '8 private: no secret and no personal data in any log line or answer',
  inTime: 'answered within 4 s, as Shopify gives up after 5',
} as const;

export type Law = keyof typeof LAWS;
