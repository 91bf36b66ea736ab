import { parkedReasons } from './parked-reasons.ts';

/** Why an outcome came out as it did. Programs compare this; the sentence is for people, and may be put better. */
export type Reason = keyof typeof reasons;

/** A reason with its sentence, which may say more of the case at hand. Quotes no secret and no personal data. */
export interface Explanation<Named extends Reason = Reason> {
  readonly reason: Named;
  readonly because: string;
}

/** Every reason, stated once: answers, log lines, `ponte parked` and docs/operating.md take their words from here. */
export const reasons = {
  ...parkedReasons,
  // Done.
  applied: 'applied',
  appliedBefore: 'an earlier attempt had been applied',
  settledAlready: 'settled already',
  pointsAreRight: 'recorded; the points are as they should be',
  duplicate: 'already recorded',
  stale: 'a newer state of the order is already recorded',
  orderAwaited: 'recorded for when its order comes',
  // Done, and the order gives no points, or not all that its money would.
  unpaid: 'the order is not paid',
  deposit: 'a deposit is paid, not the order',
  cancelled: 'the order was cancelled',
  voided: 'the payment was voided',
  noPaymentDate: 'the order has no payment date yet',
  partlyPaid: 'only a part of the order is paid',
  beforeAwardFrom: 'the order was paid at …, before awardFrom (…)',
  nothingEligible: 'nothing on the order earns points: shipping, taxes, tips, gift cards and free goods earn none',
  belowMinimum: 'less was paid for goods than the minimumOrder of …',
  nothingLeft: 'nothing that earned points is left on the order',
  tooSmall: 'the goods are worth less than one point',
  capped: 'applied; maximumPoints limits the order to … points',
  shadow: 'in shadow: nothing is posted to BonifiQ; … points would be',
  noRecord: 'the ledger holds no such record',
  nothingWaits: 'nothing of the order waits',
  ping: 'ping',
  probe: 'somebody tried the way here',
  topicNotUsed: 'Ponte does not use this topic',
  draftOrder: 'a draft is not an order yet',
  trashedOrder: 'an order cleared out of the shop keeps its points',
  notARefund: 'the transaction is not a refund',
  previewEvent: "Shopify's preview Events are not read; subscribe to webhooks instead",
  awardsQueued: 'all its awards are queued',
  awardsCounted: 'these awards were counted already',
  // Done, with a warning.
  apiWarning: 'applied; the points API answered with a warning',
  keyUsedByOther: 'the points API says that the change key was used before, though not by us; look at the customer',
  takenInPart: 'applied as far as the balance went; the customer has spent the other points',
  balanceSpent: 'the customer has spent the points; nothing could be taken back',
  noCustomer: 'the order names no customer; a later body that names one earns its points',
  testOrder: 'a test order earns no points; allowTestOrders lets it',
  otherCurrency: "the order is not in the store's currency",
  subOrder: "the order is a part of another, which holds the same goods; subOrders: 'earn' lets it earn",
  errorBody: 'the shop sent an error instead of an order; check the user that owns the webhook',
  runRefused: 'the run was refused',
  customerErased: 'its customer was erased on request: points that the order would have moved stay as they are',
  // Tried again by itself.
  notDueYet: 'recorded; to be settled once it is due',
  triedAgain: 'recorded; to be settled when the points API is tried again',
  attemptUnderWay: 'recorded; to be settled after an attempt that is under way',
  queued: 'recorded; to be settled from the queue',
  interrupted: 'recorded; settling was interrupted and goes on from the queue',
  apiDown: 'the points API does not answer for account "…"; its calls pause',
  apiLimits: 'the points API limits the calls of account "…"; this one waits for its turn',
  storeInShadow: 'store "…" is in shadow; what began before waits until it leaves it',
  postingOff: 'posting is switched off for all stores',
  accountBusy: 'account "…" is much asked for',
  credentialsRefused: 'the points API refuses the credentials of account "…"',
  secretUnusable: 'its secret is …',
  noCredentials: 'its secret holds no usable bonifiq credentials',
  accountShared: 'its credentials are those of account "…", too; give both stores one account',
  secretUnread: 'the secret of store "…" cannot be used at the moment',
  storeMissing: 'the store is not in ponte.config.ts',
  ledgerNotWritten: 'the ledger could not be written',
  ledgerUnreachable: 'the ledger cannot be reached',
  bodyNotRead: 'the delivery could not be read at the moment',
  outOfTime: 'the time ran out',
  awardsWait: 'some awards are settled later',
  queuingGoesOn: 'the awards that are left are queued by a later run',
  // Not recorded: whoever sent it sends it again.
  settlingInterrupted: 'settling was interrupted; the queue brings the order again',
  promotionInterrupted: 'a promotion was interrupted; the queue brings the message again',
  tooManyUnverified:
    'the secret of store "…" cannot be used at the moment, and too many deliveries wait for it already',
  notParked: 'the dead letter could not be parked',
  // Refused: not proven to be a store's.
  signatureMissing: 'the … header is missing; was this sent by …?',
  signatureWrong: `the signature does not fit the body; is the webhook's secret among webhookSecrets of store "…"?`,
  unknownStore: 'no … store has this name; see ponte.config.ts',
  tooLarge: 'the body exceeds 5 MiB',
} as const satisfies Record<string, string>;

/** A reason in its own words, with the details that these leave open. */
export function explain<Named extends Reason>(reason: Named, ...details: readonly string[]): Explanation<Named> {
  const left = [...details];
  return { reason, because: reasons[reason].replace(/…/g, (open) => left.shift() ?? open) };
}
