/** Why something waits for a person. Stored with what is parked: a name never changes its meaning. */
export type ParkedReason = keyof typeof parkedReasons;

export const parkedReasons = {
  // Entries of orders and of awards.
  refused: 'the points API refused the entry',
  needsChecking: 'the points API may or may not have applied the entry',
  customerUnknown: 'the points API does not know the customer',
  insufficientBalance: 'the customer has spent the points that are to be taken back',
  uncollected: 'the customer has spent the points: what the balance held was taken, these are left',
  triesExhausted: 'the points API could not take the entry for too long',
  storeRemoved: 'the store is no longer in ponte.config.ts',
  settlingFailed: 'settling it failed again and again, and nobody knows why',
  pointsOutOfRange: 'the points exceed what the points API takes',
  // Orders.
  paymentAhead:
    'the payment date is more than a day ahead; kept for a person until a newer body or that day, and not awarded before',
  // Bodies of deliveries, and messages.
  unreadable: 'the body is not as expected',
  otherOrder:
    'another order with this id is recorded, made at another time: was the shop restored, or its orders imported again?',
  otherShop: 'the shop seems to have moved to …: add it to …, then redrive',
  recordTooLarge: 'with this body, the order would be larger than an item of the ledger may be',
  keptTooLong: 'for too long: …',
  unproven: 'forged, or signed with a secret that the store has no longer',
  failedAgain: 'it failed again and again, and nobody knows why',
  messageUnknown: 'the message says nothing that Ponte knows',
  orderIllegible: 'the order that it names cannot be read from the ledger',
  unstated: 'an earlier version parked it, and said why in words only',
  // What Shopify asks about personal data.
  dataRequested: 'a customer asks what is stored of them; answer within 30 days',
  erasureRequested: 'a customer is to be erased within 30 days',
  shopErasureRequested: 'Shopify asks to erase all customers of a shop, which has taken the app out, within 30 days',
  // Promotions.
  runStopped: 'a run does not go on: …',
  badRows: 'rows of its audience that could not be used: …',
  awardsParked: 'some awards are for a person',
  // What only the list of what is parked meets.
  illegible: 'this Ponte cannot read the item',
} as const satisfies Record<string, string>;

/** What a platform asks about personal data. It waits for a person, and is never sent through again. */
export const privacyRequests = [
  'dataRequested',
  'erasureRequested',
  'shopErasureRequested',
] as const satisfies ParkedReason[];
export type PrivacyRequest = (typeof privacyRequests)[number];

export const parkedReasonNames = Object.keys(parkedReasons) as ParkedReason[];
