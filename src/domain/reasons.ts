import { parkedReasons, type ReasonRow } from './parked-reasons.ts';

/** Why an outcome came out as it did. Programs compare this; the sentence is for people, and may be put better. */
export type Reason = keyof typeof reasons;

/** A reason with its sentence, which may say more of the case at hand. Quotes no secret and no personal data. */
export interface Explanation<Named extends Reason = Reason> {
  readonly reason: Named;
  readonly because: string;
}

const NOTHING = 'nothing';
const BY_ITSELF = 'nothing; it is tried again by itself';

/** Every reason, stated once: answers, log lines, `ponte parked` and docs/operating.md take their words from here. */
export const reasons = {
  ...parkedReasons,
  // Done.
  applied: { says: 'applied', next: NOTHING },
  appliedBefore: { says: 'an earlier attempt had been applied', next: NOTHING },
  settledAlready: { says: 'settled already', next: NOTHING },
  pointsAreRight: { says: 'recorded; the points are as they should be', next: NOTHING },
  duplicate: { says: 'already recorded', next: NOTHING },
  stale: { says: 'a newer state of the order is already recorded', next: NOTHING },
  orderAwaited: { says: 'recorded for when its order comes', next: NOTHING },
  noRecord: { says: 'the ledger holds no such record', next: NOTHING },
  nothingWaits: { says: 'nothing of the order waits', next: NOTHING },
  ping: { says: 'ping', next: NOTHING },
  topicNotUsed: { says: 'Ponte does not use this topic', next: NOTHING },
  draftOrder: { says: 'a draft is not an order yet', next: NOTHING },
  trashedOrder: { says: 'an order cleared out of the shop keeps its points', next: NOTHING },
  notARefund: { says: 'the transaction is not a refund', next: NOTHING },
  previewEvent: {
    says: "Shopify's preview Events are not read; subscribe to webhooks instead",
    next: 'subscribe the topic as a webhook',
  },
  awardsQueued: { says: 'all its awards are queued', next: NOTHING },
  awardsCounted: { says: 'these awards were counted already', next: NOTHING },
  // Done, with a warning.
  apiWarning: {
    says: 'applied; the points API answered with a warning',
    next: "look at the order's customer in BonifiQ; the points are there",
  },
  keyUsedByOther: {
    says: 'the points API says that the change key was used before, though not by us; look at the customer',
    next: "look into the customer's history in BonifiQ for who used the key",
  },
  takenInPart: {
    says: 'applied as far as the balance went; the customer has spent the other points',
    next: '`ponte parked` lists the points that are left, as `uncollected`',
  },
  balanceSpent: {
    says: 'the customer has spent the points; nothing could be taken back',
    next: '`ponte parked` lists the points that are left, as `uncollected`',
  },
  noCustomer: { says: 'the order names no customer; a later body that names one earns its points', next: NOTHING },
  testOrder: { says: 'a test order earns no points; allowTestOrders lets it', next: NOTHING },
  otherCurrency: { says: "the order is not in the store's currency", next: "compare `currency` with the shop's own" },
  subOrder: {
    says: "the order is a part of another, which holds the same goods; subOrders: 'earn' lets it earn",
    next: NOTHING,
  },
  errorBody: {
    says: 'the shop sent an error instead of an order; check the user that owns the webhook',
    next: "give the webhook's user the right to read orders, then save the order in the shop",
  },
  otherShop: {
    says: "the body comes from another shop than the store's configured one, such as a staging copy",
    next: "compare the store's address in `ponte.config.ts` with the shop's; take the webhook out of a copy",
  },
  runRefused: {
    says: 'the run was refused',
    next: 'the `runRefused` line before it says why: the promotion, or the time for which it was fired',
  },
  // Tried again by itself.
  notDueYet: { says: 'recorded; to be settled once it is due', next: NOTHING },
  triedAgain: { says: 'recorded; to be settled when the points API is tried again', next: BY_ITSELF },
  attemptUnderWay: { says: 'recorded; to be settled after an attempt that is under way', next: BY_ITSELF },
  queued: { says: 'recorded; to be settled from the queue', next: BY_ITSELF },
  interrupted: {
    says: 'recorded; settling was interrupted and goes on from the queue',
    next: 'nothing; a `warning` line says what interrupted it',
  },
  apiDown: { says: 'the points API does not answer for account "…"; its calls pause', next: BY_ITSELF },
  apiLimits: { says: 'the points API asked account "…" to slow down; its calls pause', next: BY_ITSELF },
  accountBusy: { says: 'account "…" is much asked for', next: BY_ITSELF },
  credentialsRefused: {
    says: 'the points API refuses the credentials of account "…"',
    next: 'put `bonifiq` in the secret right; what waits follows by itself',
  },
  secretUnusable: {
    says: 'its secret is …',
    next: "put the store's secret, or the function's right to read it, in order; what waits follows by itself",
  },
  noCredentials: {
    says: 'its secret holds no usable bonifiq credentials',
    next: 'put `bonifiq` into the secret; what waits follows by itself',
  },
  accountShared: {
    says: 'its credentials are those of account "…", too; give both stores one account',
    next: 'name the same `account` for both stores in `ponte.config.ts` and deploy',
  },
  secretUnread: {
    says: 'the secret of store "…" cannot be used at the moment',
    next: 'the `warning` line before it says why; what was kept follows by itself',
  },
  storeMissing: {
    says: 'the store is not in ponte.config.ts',
    next: 'put the store back within 14 days if its orders still count, and deploy',
  },
  ledgerNotWritten: {
    says: 'the ledger could not be written',
    next: 'the `warning` line before it says why; what was kept follows by itself',
  },
  ledgerUnreachable: { says: 'the ledger cannot be reached', next: BY_ITSELF },
  bodyNotRead: { says: 'the delivery could not be read at the moment', next: BY_ITSELF },
  outOfTime: { says: 'the time ran out', next: BY_ITSELF },
  awardsWait: { says: 'some awards are settled later', next: BY_ITSELF },
  queuingGoesOn: { says: 'the awards that are left are queued by a later run', next: BY_ITSELF },
  // Not recorded: whoever sent it sends it again.
  settlingInterrupted: {
    says: 'settling was interrupted; the queue brings the order again',
    next: 'nothing; a `warning` line says what interrupted it',
  },
  promotionInterrupted: {
    says: 'a promotion was interrupted; the queue brings the message again',
    next: 'nothing; a `warning` line says what interrupted it',
  },
  notParked: { says: 'the dead letter could not be parked', next: 'see the alarm `DeadLetters`' },
  // Refused: not proven to be a store's.
  signatureMissing: {
    says: 'the … header is missing; was this sent by …?',
    next: "take the shop's own webhook, with its secret; anybody can send such a request",
  },
  signatureWrong: {
    says: `the signature does not fit the body; is the webhook's secret among webhookSecrets of store "…"?`,
    next: 'see the alarm `SignaturesRefused`',
  },
  unknownStore: {
    says: 'no … store has this name; see ponte.config.ts',
    next: "put the last part of the webhook's URL right: a store's id in `ponte.config.ts`",
  },
  tooLarge: { says: 'the body exceeds 5 MiB', next: 'look at what sends it; no order is that large' },
} as const satisfies Record<string, ReasonRow>;

/** A reason in its own words, with the details that these leave open. */
export function explain<Named extends Reason>(reason: Named, ...details: readonly string[]): Explanation<Named> {
  const left = [...details];
  return { reason, because: reasons[reason].says.replace(/…/g, (open) => left.shift() ?? open) };
}
