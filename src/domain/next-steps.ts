import type { Reason } from './reasons.ts';

const NOTHING = 'nothing';
const BY_ITSELF = 'nothing; it is tried again by itself';
const CAUSE_OR_SAVE =
  'put the cause right, then redrive it, or save the order in the shop; dismiss what was sent by mistake';

/** What a person does about each reason. `ponte parked` and docs/operating.md take their words from here. */
export const nextSteps: Readonly<Record<Reason, string>> = {
  refused: 'put the cause right in BonifiQ, then redrive',
  needsChecking:
    "look for it in the customer's history in BonifiQ, then redrive it: a key used already counts as applied",
  customerUnknown:
    "import the customer into BonifiQ, then redrive; `onUnknownCustomer: 'retry'` or `'create'` parks no more of them",
  insufficientBalance:
    "settle it with the customer; a redrive takes the points once the balance covers them, and with `onInsufficientBalance: 'takeRest'` what it holds",
  uncollected: 'nothing has to be done; a redrive takes what the balance holds by then',
  triesExhausted: "look at the entry's last reply, see that BonifiQ answers and knows the customer, then redrive",
  storeRemoved: 'put the store back if its orders still count, deploy, then redrive',
  settlingFailed: 'look for the order in the logs of `settle` and `park`, put the cause right, then redrive',
  pointsOutOfRange: 'look at the order and its rule; a redrive cannot help',
  paymentAhead:
    "put the shop's clock right, or correct the date in the shop, and save the order in the shop; else it is awarded on that day",
  unreadable:
    'deploy a Ponte that reads it, then redrive, or save the order in the shop; dismiss what was sent by mistake',
  otherOrder:
    'give the restored shop a store of its own, with an `orderPrefix`; give its points until then by hand, then dismiss it',
  otherShop:
    'of a shop that moved: name the host in `ponte.config.ts` too, deploy, then redrive; of a staging copy: take the webhook out of it, then dismiss',
  recordTooLarge: 'look why the order grew so large; give or take its points by hand, then dismiss this',
  keptTooLong: CAUSE_OR_SAVE,
  unproven: 'put that secret back into `webhookSecrets` for as long as a redrive takes; dismiss what is forged',
  failedAgain: 'look for it in the logs of `settle`, `promotions` and `park`, put the cause right, then redrive',
  messageUnknown: 'look for who wrote it into the queue, then dismiss it; it cannot be redriven',
  orderIllegible:
    'deploy a Ponte that reads the order, which the sweep then finds, and dismiss this; it cannot be redriven',
  unstated: CAUSE_OR_SAVE,
  dataRequested:
    '`./ponte export --request <id>` writes what the ledger has of them: give it to the shop, then dismiss this',
  erasureRequested:
    '`./ponte forget --request <id>` tells what would be erased, and with `--apply` erases it, this request too',
  shopErasureRequested:
    'if the shop is gone, `./ponte forget --request <id>` tells what would be erased, and with `--apply` erases it; if it only changed its app, dismiss this',
  runStopped: 'put the cause right, then redrive: it goes on from where it was, and nobody gets points twice',
  badRows:
    'rows that cannot be used stay so: see the report in the audience bucket, give those customers a promotion of their own, then dismiss this',
  awardsParked: '`./ponte parked` lists each of them with its own reason',
  illegible: 'use the version that is deployed, or a newer one',
  applied: NOTHING,
  appliedBefore: NOTHING,
  settledAlready: NOTHING,
  pointsAreRight: NOTHING,
  duplicate: NOTHING,
  stale: NOTHING,
  orderAwaited: NOTHING,
  unpaid: NOTHING,
  deposit: NOTHING,
  cancelled: NOTHING,
  voided: NOTHING,
  noPaymentDate: NOTHING,
  partlyPaid: NOTHING,
  beforeAwardFrom:
    'nothing, unless the order should earn: then set an earlier `awardFrom`, deploy, and save it in the shop',
  nothingEligible: NOTHING,
  belowMinimum: NOTHING,
  nothingLeft: NOTHING,
  tooSmall: NOTHING,
  capped: NOTHING,
  shadow: 'nothing; `ponte shadow` tells what would have been posted',
  noRecord: NOTHING,
  nothingWaits: NOTHING,
  ping: NOTHING,
  probe: NOTHING,
  topicNotUsed: NOTHING,
  draftOrder: NOTHING,
  trashedOrder: NOTHING,
  notARefund: NOTHING,
  previewEvent: 'subscribe the topic as a webhook',
  awardsQueued: NOTHING,
  awardsCounted: NOTHING,
  apiWarning: "look at the order's customer in BonifiQ; the points are there",
  keyUsedByOther: "look into the customer's history in BonifiQ for who used the key",
  takenInPart: 'nothing has to be done; `./ponte parked` lists the points that are left, as `uncollected`',
  balanceSpent: 'nothing has to be done; `./ponte parked` lists the points that are left, as `uncollected`',
  noCustomer: "compare the store's `customer` with the names that the message lists; for a guest, nothing",
  testOrder: NOTHING,
  otherCurrency: "compare `currency` with the shop's own",
  subOrder: NOTHING,
  errorBody: "give the webhook's user the right to read orders, then save the order in the shop",
  runRefused: 'the `runRefused` line before it says why: the promotion, or the time for which it was fired',
  customerErased: 'look at the order in the shop; give or take its points by hand, if BonifiQ still knows its customer',
  notDueYet: NOTHING,
  triedAgain: BY_ITSELF,
  attemptUnderWay: BY_ITSELF,
  queued: BY_ITSELF,
  interrupted: 'nothing; a `warning` line says what interrupted it',
  apiDown: BY_ITSELF,
  apiLimits: BY_ITSELF,
  storeInShadow: 'take `shadow` out of the store and deploy, and it is posted; or let it wait',
  postingOff: 'deploy with `posting=on` again; what waits follows by itself',
  accountBusy: BY_ITSELF,
  credentialsRefused: 'put `bonifiq` in the secret right; what waits follows by itself',
  secretUnusable: "put the store's secret, or the function's right to read it, in order; what waits follows by itself",
  noCredentials: 'put `bonifiq` into the secret; what waits follows by itself',
  accountShared: 'name the same `account` for both stores in `ponte.config.ts` and deploy',
  secretUnread: 'the `secretTrouble` line before it says why; what was kept follows by itself',
  storeMissing: 'put the store back within 14 days if its orders still count, and deploy',
  ledgerNotWritten: 'nothing; the `warning` line before it says why, and what was kept follows by itself',
  ledgerUnreachable: BY_ITSELF,
  bodyNotRead: BY_ITSELF,
  outOfTime: BY_ITSELF,
  awardsWait: BY_ITSELF,
  queuingGoesOn: BY_ITSELF,
  settlingInterrupted: 'nothing; a `warning` line says what interrupted it',
  promotionInterrupted: 'nothing; a `warning` line says what interrupted it',
  tooManyUnverified:
    "put the store's secret, or the function's right to read it, in order: what waits makes room within the hour",
  notParked: 'see the alarm `DeadLetters`',
  signatureMissing: "take the shop's own webhook, with its secret; anybody can send such a request",
  signatureWrong: 'see the alarm `SignaturesRefused`',
  unknownStore: "put the last part of the webhook's URL right: a store's id in `ponte.config.ts`",
  tooLarge: 'look at what sends it; no order is that large',
};
