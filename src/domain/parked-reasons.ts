export interface ReasonRow {
  /** Each `…` stands for what `explain` puts there. */
  readonly says: string;
  /** What a person does about it. */
  readonly next: string;
}

/** Why something waits for a person. Stored with what is parked: a name never changes its meaning. */
export type ParkedReason = keyof typeof parkedReasons;

const NEXT_OF_BODY = 'put the cause right, then redrive it, or save the order in the shop';

export const parkedReasons = {
  // Entries of orders and of awards.
  refused: {
    says: 'the points API refused the entry',
    next: 'put the cause right in BonifiQ, then redrive',
  },
  needsChecking: {
    says: 'the points API may or may not have applied the entry',
    next: "look for it in the customer's history in BonifiQ, then redrive it: a key used already counts as applied",
  },
  customerUnknown: {
    says: 'the points API does not know the customer',
    next: "import the customer into BonifiQ, then redrive; `onUnknownCustomer: 'retry'` or `'create'` parks no more of them",
  },
  insufficientBalance: {
    says: 'the customer has spent the points that are to be taken back',
    next: "settle it with the customer; a redrive takes the points once the balance covers them, and with `onInsufficientBalance: 'takeRest'` what it holds",
  },
  uncollected: {
    says: 'the customer has spent the points: what the balance held was taken, these are left',
    next: 'nothing has to be done; a redrive takes what the balance holds by then',
  },
  triesExhausted: {
    says: 'the points API could not take the entry for too long',
    next: "look at the entry's last reply, see that BonifiQ answers and knows the customer, then redrive",
  },
  storeRemoved: {
    says: 'the store is no longer in ponte.config.ts',
    next: 'put the store back if its orders still count, deploy, then redrive',
  },
  settlingFailed: {
    says: 'settling it failed again and again, and nobody knows why',
    next: 'look for the order in the logs of `settle` and `park`, put the cause right, then redrive',
  },
  pointsOutOfRange: {
    says: 'the points exceed what the points API takes',
    next: 'look at the order and its rule; a redrive cannot help',
  },
  // Orders.
  paymentAhead: {
    says: 'the payment date is more than a day ahead; kept for a person until a newer body or that day, and not awarded before',
    next: "put the shop's clock right, or correct the date in the shop, and save the order in the shop; else it is awarded on that day",
  },
  // Bodies of deliveries, and messages.
  unreadable: {
    says: 'the body is not as expected',
    next: 'deploy a Ponte that reads it, then redrive, or save the order in the shop',
  },
  otherOrder: {
    says: 'another order with this id is recorded, made at another time: was the shop restored, or its orders imported again?',
    next: 'give the restored shop a store of its own, with an `orderPrefix`; give its points until then by hand, then dismiss it',
  },
  keptTooLong: { says: 'for too long: …', next: NEXT_OF_BODY },
  unproven: {
    says: 'forged, or signed with a secret that the store has no longer',
    next: 'put that secret back into `webhookSecrets` for as long as a redrive takes; dismiss what is forged',
  },
  failedAgain: {
    says: 'it failed again and again, and nobody knows why',
    next: 'look for it in the logs of `settle`, `promotions` and `park`, put the cause right, then redrive',
  },
  messageUnknown: {
    says: 'the message says nothing that Ponte knows',
    next: 'look for who wrote it into the queue, then dismiss it; it cannot be redriven',
  },
  orderIllegible: {
    says: 'the order that it names cannot be read from the ledger',
    next: 'deploy a Ponte that reads the order, which the sweep then finds, and dismiss this; it cannot be redriven',
  },
  unstated: { says: 'an earlier version parked it, and said why in words only', next: NEXT_OF_BODY },
  // Promotions.
  runStopped: {
    says: 'a run does not go on: …',
    next: 'put the cause right, then redrive: it goes on from where it was, and nobody gets points twice',
  },
  badRows: {
    says: 'rows of its audience that could not be used: …',
    next: 'see the report in the audience bucket; give those customers a promotion of their own, then dismiss this',
  },
  awardsParked: {
    says: 'some awards are for a person',
    next: '`ponte parked` lists each of them with its own reason',
  },
  // What only the list of what is parked meets.
  illegible: {
    says: 'this Ponte cannot read the item',
    next: 'use the version that is deployed, or a newer one',
  },
} as const satisfies Record<string, ReasonRow>;

export const parkedReasonNames = Object.keys(parkedReasons) as ParkedReason[];
