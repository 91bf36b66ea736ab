import fc from 'fast-check';
import type { ChangeKey } from '../../src/domain/change-key.ts';
import { decimal } from '../../src/domain/decimal.ts';
import type { Entry } from '../../src/domain/entry.ts';
import {
  type CollectedRefund,
  customerId,
  type Observation,
  type OrderMoney,
  parseOrderId,
  type Standing,
} from '../../src/domain/order-facts.ts';
import type { KnownFacts, OrderKey, OrderRecord } from '../../src/domain/order-record.ts';
import type { PinnedRule } from '../../src/domain/points-rule.ts';

/** Every code unit, lone surrogates too: a JSON escape can bring one in. */
const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));
const text = fc.oneof(
  fc.constantFrom('', 'João é "ok"\n', '\u0000', '🎁', 'undefined', 'null'),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: codeUnit, maxLength: 20 }),
);
const digits = fc.oneof(
  fc.bigInt({ min: 1n, max: 10n ** 20n }).map(String),
  fc.constantFrom('9007199254740993', '820982911946154508', '1'),
);
const amount = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }), fc.option(fc.stringMatching(/^\d{1,10}$/)))
  .map(([whole, fraction]) => decimal(fraction === null ? `${whole}` : `${whole}.${fraction}`));
/** In hexadecimal, as `bodyHash` writes it. */
const bodyHash = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 });
const integer = fc.maxSafeInteger();
/** Without minus zero, the one number that JSON writes as another. */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
const instant = fc.integer({ min: 0, max: 4_102_444_800_000 });
const count = fc.nat({ max: 1_000 });

/** Any order's key, with the ids that lose digits as numbers and store ids that look like parts of a key. */
export const anyOrderKey: fc.Arbitrary<OrderKey> = fc
  .tuple(
    fc.oneof(fc.constantFrom('acme', 'acme#1', 'ORDER#', 'loja-é'), fc.stringMatching(/^[a-z0-9-]{1,30}$/)),
    digits,
  )
  .map(([store, id]) => {
    const order = parseOrderId(id);
    if (order === undefined) throw new TypeError(`not an order id: ${id}`);
    return { store, order };
  });

const observation: fc.Arbitrary<Observation> = fc.record({
  observedAtMs: instant,
  rank: count,
  bodyHash: text,
  aheadSinceMs: fc.option(instant),
});

function register<Value>(value: fc.Arbitrary<Value>) {
  return fc.option(fc.record({ observed: observation, value }));
}

const standing: fc.Arbitrary<Standing> = fc.oneof(
  fc.constantFrom<Standing>({ kind: 'returned' }, { kind: 'partlyPaid' }),
  fc.record(
    {
      kind: fc.constant('entitled'),
      attributes: fc.record({ shown: fc.array(text, { maxLength: 3 }), others: count }),
    },
    { requiredKeys: ['kind'] },
  ),
  fc.record(
    {
      kind: fc.constant('notEntitled'),
      because: fc.constantFrom(
        ...(['unpaid', 'deposit', 'cancelled', 'voided'] as const),
        ...(['testOrder', 'otherCurrency', 'subOrder', 'noPaymentDate'] as const),
      ),
      currency: text,
    },
    { requiredKeys: ['kind', 'because'] },
  ),
);

const taxed = fc.record({ amount, tax: amount });
const goods: fc.Arbitrary<OrderMoney['goods']> = fc.oneof(
  fc.record({
    kind: fc.constant('lines'),
    taxesIncluded: fc.boolean(),
    lines: fc.array(
      fc.record({ id: digits, kind: fc.constantFrom('goods', 'giftCard', 'tip'), units: count, amount, tax: amount }),
      { maxLength: 3 },
    ),
    shipping: taxed,
  }),
  fc.record({ kind: fc.constant('sum'), eligible: amount, eligibleTax: amount, shareBase: amount }),
);

const money: fc.Arbitrary<OrderMoney> = fc.record({
  paidAtMs: instant,
  total: amount,
  currency: text,
  presentment: fc.record({ currency: text, total: amount }),
  goods,
});

const transactionStatus = fc.constantFrom('success', 'pending', 'failure', 'error', 'other');

const collectedRefund: fc.Arbitrary<CollectedRefund> = fc.record({
  id: digits,
  transactions: fc.array(fc.record({ id: digits, status: transactionStatus, amount, currency: fc.option(text) }), {
    maxLength: 3,
  }),
  lines: fc.array(fc.record({ line: digits, isTip: fc.boolean(), units: count, amount, tax: amount }), {
    maxLength: 3,
  }),
  shippingLines: fc.option(taxed),
  shippingAdjustments: fc.option(taxed),
  discrepancy: amount,
  duties: amount,
  rate: fc.option(fc.record({ shop: amount, presentment: amount })),
});

const facts: fc.Arbitrary<KnownFacts> = fc.record({
  identity: fc.option(fc.record({ createdAtMs: fc.option(instant), keyHash: fc.option(text) })),
  standing: register(standing),
  money: register(money),
  unitsLeft: register(fc.dictionary(digits, count, { maxKeys: 3 })),
  customer: register(text.map(customerId)),
  listedRefunds: register(fc.array(fc.record({ id: digits, amount }), { maxLength: 3 })),
  collectedRefunds: fc
    .array(collectedRefund, { maxLength: 3 })
    .map((refunds) => Object.fromEntries(refunds.map((refund) => [refund.id, refund]))),
  transactionStatuses: fc.dictionary(digits, transactionStatus, { maxKeys: 3 }),
  aheadBodies: fc.dictionary(bodyHash, instant, { maxKeys: 3 }),
});

const pinned: fc.Arbitrary<PinnedRule> = fc.record({
  rule: fc.record({
    version: text,
    fromMs: instant,
    pointsPerUnit: amount,
    rounding: fc.constantFrom('floor', 'half-up', 'ceil'),
    minimumOrder: amount,
    maximumPoints: fc.option(integer),
    tax: fc.constantFrom('excluded', 'included'),
    holdDays: count,
  }),
  campaign: fc.option(fc.record({ name: text, multiplier: amount })),
  awardFromMs: instant,
});

/** Any entry that the types allow, sensible or not. */
export const anyEntry: fc.Arbitrary<Entry> = fc.record({
  number: count,
  points: integer,
  changeKey: text.map((key) => key as ChangeKey),
  reason: text,
  customerReason: fc.option(text),
  state: fc.constantFrom('pending', 'parked', 'applied', 'withdrawn', 'uncollected', 'shadow'),
  parked: fc.option(
    fc.constantFrom(
      'refused',
      'needsChecking',
      'customerUnknown',
      'insufficientBalance',
      'triesExhausted',
      'storeRemoved',
      'settlingFailed',
      'pointsOutOfRange',
    ),
  ),
  attempts: count,
  backoffBase: count,
  unresolvedAttempts: fc.array(count, { maxLength: 3 }),
  lease: fc.option(fc.record({ holder: fc.string(), untilMs: count })),
  notBeforeMs: instant,
  firstAttemptAtMs: fc.option(instant),
  storeMissingSinceMs: fc.option(instant),
  parkedAtMs: fc.option(instant),
  plannedAtMs: instant,
  partialReversals: count,
  lastReply: fc.option(
    fc.record({ status: count, codeName: fc.option(text), errorCode: fc.option(number), message: fc.option(text) }),
  ),
  warning: fc.option(fc.constantFrom('apiWarning', 'keyUsedByOther')),
  balanceAfter: fc.option(number),
});

/** Any record that the types allow, sensible or not. Cloned, as fast-check makes some objects without a prototype. */
export const anyOrderRecord: fc.Arbitrary<OrderRecord> = fc
  .record({
    key: anyOrderKey,
    facts,
    pinned: fc.option(pinned),
    paymentAhead: fc.option(fc.record({ sinceMs: instant, untilMs: instant })),
    customer: fc.option(text.map(customerId)),
    entries: fc.array(anyEntry, { maxLength: 4 }),
    erasure: fc.constantFrom({}, {}, { erasedAtMs: 0 }, { erasedAtMs: 1_764_500_000_000 }),
    shadow: fc.constantFrom({}, {}, { shadowSinceMs: 0 }, { shadowSinceMs: 1_764_500_000_000 }),
  })
  .map(({ erasure, shadow, ...record }) => structuredClone({ ...record, ...erasure, ...shadow }));
