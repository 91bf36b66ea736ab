/** Where a fault strikes. */
export type Place =
  | 'process'
  | 'clock'
  | 'ledger'
  | 'queue'
  | 'secrets'
  | 'points API'
  | 'network of the store'
  | 'senders'
  | 'audience files'
  | 'scheduler';

export interface FaultKind {
  readonly where: Place;
  readonly words: string;
  /** How likely it strikes where it may, in a history whose fault rates have it. */
  readonly chance: number;
}

const fault = (where: Place, words: string, chance: number): FaultKind => ({ where, words, chance });

/** Every kind of fault that a simulated history may meet. */
export const FAULTS = {
  crashBeforeCall: fault('process', 'the container dies before its call leaves it', 0.02),
  crashAfterCall: fault('process', 'the container dies after its call has taken effect', 0.02),
  containerReplaced: fault('process', 'a container is put away, its caches and its gate with it', 0.2),
  twoContainers: fault('process', 'two containers do the same work at once, each with a state of its own', 0.15),
  slowCall: fault('process', 'a call takes seconds', 0.04),

  clockForward: fault('clock', "a container's clock jumps forward by minutes, in the middle of its work", 0.02),
  clockBack: fault('clock', "a container's clock jumps back by minutes, in the middle of its work", 0.02),
  clockSkew: fault('clock', 'a container starts with a clock that is minutes off', 0.5),

  ledgerUnavailable: fault('ledger', 'unavailable, nothing done', 0.04),
  ledgerAnswerLost: fault('ledger', 'done, but the answer is an error', 0.04),
  ledgerThrottled: fault('ledger', 'throttled, nothing done', 0.04),
  ledgerTimeout: fault('ledger', 'times out, and the write lands after all', 0.03),
  ledgerOwnConflict: fault('ledger', 'the answer to a write was lost, and its repetition meets it', 0.04),
  ledgerLag: fault('ledger', 'the index of what is due lags behind by up to a minute', 0.3),

  queueUnavailable: fault('queue', 'unavailable, nothing queued', 0.15),
  queueAnswerLost: fault('queue', 'queued, but the answer is an error', 0.15),
  queueThrottled: fault('queue', 'throttled, nothing queued', 0.15),
  queuePartly: fault('queue', 'takes a part of a batch', 0.15),
  messageDelayed: fault('queue', 'a message arrives minutes late', 0.2),
  messageDoubled: fault('queue', 'a message arrives twice', 0.2),
  messageLost: fault('queue', 'a message that names an order never arrives, which SQS rules out', 0.1),
  messagesReordered: fault('queue', 'messages are handed out in another order', 1),
  messageAgain: fault('queue', 'a message that was done is handed out again', 0.2),

  secretsUnavailable: fault('secrets', 'unavailable', 0.25),
  secretsThrottled: fault('secrets', 'throttled', 0.25),
  secretsSlow: fault('secrets', 'no answer within the time there is', 0.1),
  webhookSecretRotated: fault('secrets', 'a new webhook secret joins, the store changes over, the old one goes', 0.8),
  credentialsRotated: fault('secrets', 'BonifiQ takes other credentials than the secret holds, for a while', 0.8),

  apiRateLimited: fault('points API', '429 with Retry-After', 0.08),
  apiNotNow: fault('points API', '408 or 425', 0.05),
  apiFailsBefore: fault('points API', '500 or 502, not applied', 0.08),
  apiFailsAfter: fault('points API', '500 or 502, though applied', 0.08),
  apiCutBefore: fault('points API', 'the connection breaks, not applied', 0.08),
  apiCutAfter: fault('points API', 'the connection breaks, though applied', 0.08),
  apiHangsBefore: fault('points API', 'no answer in time, not applied', 0.05),
  apiHangsAfter: fault('points API', 'no answer in time, though applied', 0.05),
  apiGarbage: fault('points API', 'applied, but the answer is cut off, empty or HTML', 0.08),
  apiRedirects: fault('points API', '301', 0.04),
  apiRefusesCredentials: fault('points API', '401 or 403, though the credentials are right', 0.05),
  apiRefuses: fault('points API', 'refuses the entry for a reason of its own', 0.05),
  apiOtherEnvelope: fault('points API', 'answers in an older or a camelCase envelope', 0.1),
  apiWarns: fault('points API', 'applied with a warning', 0.08),
  apiUnknownForWeeks: fault('points API', 'does not know the customers for longer than an entry is tried', 0.3),
  pointsSpent: fault('points API', 'the customer has spent the points that are to be taken back', 0.3),
  apiKeyUsedByOther: fault('points API', 'somebody else used the change key before', 0.05),

  deliveryDropped: fault('network of the store', 'a delivery is lost on its way, and repeated later', 0.15),
  deliveryAnswerLost: fault('network of the store', 'an answer is lost, and its delivery repeated', 0.1),
  deliveryDoubled: fault('network of the store', 'a delivery arrives twice, at once or hours apart', 0.2),
  deliveryOvertaken: fault('network of the store', 'a delivery arrives hours late, after those that followed it', 0.15),

  bodyBitFlipped: fault('senders', 'one bit of a genuine body is flipped', 0.2),
  signatureBitFlipped: fault('senders', 'one bit of a genuine signature is flipped', 0.2),
  unsigned: fault('senders', 'a delivery without a signature', 0.2),
  signedByStranger: fault('senders', "a body with larger amounts, signed with a secret that is not the store's", 0.2),
  garbageSigned: fault('senders', 'genuinely signed bytes that nobody can read', 0.15),

  filesUnavailable: fault('audience files', 'cannot be reached', 0.1),
  filesThrottled: fault('audience files', 'asks to slow down', 0.1),
  filesSlow: fault('audience files', 'no answer within the time there is', 0.05),
  fileCutOff: fault('audience files', 'the bytes of a file stop in its middle', 0.15),
  reportAnswerLost: fault('audience files', 'a report is written, but the answer is an error', 0.1),

  triggeredTwice: fault('scheduler', 'fires a run again, at once or within hours', 0.3),
  triggeredLate: fault('scheduler', 'fires a run hours late', 0.1),

  webhookSwitchedOff: fault('network of the store', 'sends nothing more in the end', 0.5),
  // The last, so that the faults before them strike as they did.
  shopMoves: fault('senders', 'the shop moves to a host that the configuration learns only weeks later', 0.5),
  apiLimitsCalls: fault('points API', 'allows one to five calls a second', 0.5),
  ledgerOutdated: fault('ledger', 'an eventually consistent read shows an older version of a record, or none', 0.3),
  deliveryLostForGood: fault(
    'network of the store',
    "an order's webhook of WooCommerce fails, and is off from then on",
    0.3,
  ),
  shopApiLags: fault('network of the store', "the shop's own API shows a change minutes late", 0.3),
  shopApiFails: fault('network of the store', "the shop's own API fails, or asks to come back later", 0.2),
  shopClockWrong: fault('network of the store', "the shop's own API has a clock that is hours off", 0.5),
  webhooksLost: fault(
    'network of the store',
    'Ponte cannot be reached for hours, and webhooks that fail are deleted or switched off',
    0.5,
  ),
} as const satisfies Record<string, FaultKind>;

export type FaultName = keyof typeof FAULTS;

const FAULT_NAMES = Object.keys(FAULTS) as readonly FaultName[];

const ONLY_OF_ORDERS: ReadonlySet<Place> = new Set(['network of the store', 'senders']);
const ONLY_OF_PROMOTIONS: ReadonlySet<Place> = new Set(['audience files', 'scheduler']);

export const FAULTS_OF_ORDERS = FAULT_NAMES.filter((name) => !ONLY_OF_PROMOTIONS.has(FAULTS[name].where));

/** Nobody signs what fires a promotion, and none of its reads is eventually consistent. */
const NOT_OF_PROMOTIONS: ReadonlySet<FaultName> = new Set(['webhookSecretRotated', 'ledgerOutdated']);

export const FAULTS_OF_PROMOTIONS = FAULT_NAMES.filter(
  (name) => !ONLY_OF_ORDERS.has(FAULTS[name].where) && !NOT_OF_PROMOTIONS.has(name),
);
