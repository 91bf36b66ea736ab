import type { ParkReason } from '../../domain/entry.ts';
import { nextSteps } from '../../domain/next-steps.ts';
import { parkedReasons } from '../../domain/parked-reasons.ts';

/** By what a store knows its customers. */
type CustomerBy = 'email' | 'document' | 'platformId';

/** Why entries wait for a person, or for nobody. */
export type EntryReason = ParkReason | 'uncollected';

function pick(words: Readonly<Record<EntryReason, string>>): Readonly<Record<EntryReason, string>> {
  return words;
}

const points = (count: string, isOne: boolean) => `${count} ${isOne ? 'point' : 'points'}`;
const units = (count: string, isOne: boolean) => `${count} ${isOne ? 'unit' : 'units'}`;
const attempts = (count: string, isOne: boolean) => `${count} ${isOne ? 'attempt' : 'attempts'}`;

/** What is told, in English. Every language has a table of this shape; numbers, amounts and dates come formatted. */
export const en = {
  locale: 'en-GB',
  points,
  units,
  head: (order: string, store: string, at: string, zone: string) =>
    `Order ${order} of ${store}, as the ledger has it on ${at} (${zone})`,
  titles: {
    facts: 'What the shop said',
    goods: 'Goods',
    refunds: 'What went back',
    rule: 'Rule',
    target: 'Points',
    entries: 'Entries',
  },
  settled: (target: string) => `It should have given ${target}, and that is what is posted.`,
  unsettled: (target: string, given: string, unanswered: string, why: string) =>
    `It should have given ${target}; given so far: ${given}${unanswered === '' ? '' : `; sent without an answer: ${unanswered}`}. ${why}`,
  settlement: {
    unconfirmed: (until: string) =>
      `Nobody knows yet whether BonifiQ has applied what was sent${until === '' ? '' : `; it is not asked again before ${until}`}.`,
    noCustomer: () => 'The order names no customer; the points follow as soon as a newer state of it names one.',
    hold: (until: string) => `The rule holds them back until ${until}.`,
    retry: (until: string) => `BonifiQ has not taken the change yet; it is asked again on ${until}.`,
    account: (until: string) => `BonifiQ is not called for this account before ${until}.`,
    store: (until: string) => `The store is missing in ponte.config.ts; it is looked for again on ${until}.`,
    shadow: () => 'The store is in shadow; the order began before, and is posted when the store leaves it.',
    attempt: (until: string) => `An attempt is under way, until ${until} at most.`,
    turn: () => 'It is ready to be posted; the next run takes it, within minutes.',
    person: () => 'An entry waits for a person; see below.',
    paymentAhead: (until: string) => `Its payment date is in the future: a person may correct it until ${until}.`,
    uncollected: () =>
      'The customer has spent points that were to go back; the rest is not taken unless a person asks for it.',
    customerErased: () => 'Its customer was erased, so that the difference stays.',
    inShadow: () => 'The order is in shadow: nothing of it is ever posted to BonifiQ.',
    notPlanned: () => 'Nothing is planned for the difference yet; the next delivery of the order plans it.',
  },
  target: {
    given: () => '',
    capped: (most: string) => `The rule gives an order ${most} at most.`,
    belowMinimum: (paid: string, minimum: string) =>
      `What was paid for goods that earn, ${paid}, is below the rule's minimum of ${minimum}.`,
    tooSmall: () => 'It is too small an amount for one point.',
    nothingEligible: () => 'Nothing on it earns: shipping, taxes, tips, gift cards and free goods earn nothing.',
    nothingLeft: () => 'Nothing that earned is left on it.',
    notEntitled: (why: string) => `It earns no points: ${why}.`,
    partlyPaid: () => 'It earns no points: it was never paid in full.',
    beforeAwardFrom: (from: string) =>
      from === ''
        ? 'It earns no points: it was paid before the day from which the store gives points (awardFrom).'
        : `It earns no points: it was paid before ${from}, from when the store gives points (awardFrom).`,
    paymentAhead: (until: string) =>
      `Its payment date is in the future; it gives nothing before ${until}, unless the shop corrects the date.`,
    noRule: () => 'It earns no points yet: no rule is pinned, and the next delivery of the order chooses one.',
    orderAwaited: () => 'The shop has told only of refunds yet, and not of the order itself.',
  },
  standing: {
    entitled: 'It is paid',
    returned: 'It was refunded in full',
    partlyPaid: 'It was changed after its payment, and the difference is not paid; what was paid in full counts',
    notEntitled: (why: string) => `It earns no points: ${why}`,
  },
  notEntitled: {
    unpaid: 'it is not paid',
    deposit: 'only a deposit is paid',
    cancelled: 'it is cancelled',
    voided: 'its payment was voided',
    testOrder: 'it is a test order',
    otherCurrency: "it is not in the store's currency",
    subOrder: 'it is a part of another order, which holds the same goods',
    noPaymentDate: 'it says no payment date',
  },
  inOtherCurrency: (own: string, stores: string) => `it is in ${own}, and the store's currency is ${stores}`,
  created: (at: string) => `Made in the shop on ${at}.`,
  source: (what: string, written: string, arrived: string | null) =>
    arrived === null ? `${what} (state of ${written}).` : `${what} (state of ${written}, arrived on ${arrived}).`,
  ahead: "The shop's clock was ahead of ours: the arrival counts.",
  paid: (at: string, total: string) => `Paid on ${at}: ${total}`,
  paidIn: (at: string, total: string, seen: string) => `Paid on ${at}: ${total}, which the customer saw as ${seen}`,
  neverPaid: 'It was never paid in full.',
  customer: (id: string) => `Customer: ${id}`,
  noCustomer: (
    looked: { readonly by: CustomerBy; readonly noteAttribute: string | null } | null,
    attributes: string | null,
  ) =>
    looked === null
      ? 'It names no customer that the store could use.'
      : `It names no customer that the store could use: ${looked.noteAttribute === null ? { email: 'a usable e-mail address', document: 'a document (CPF or CNPJ)', platformId: "the platform's number of a customer" }[looked.by] : `a document in the note attribute "${looked.noteAttribute}"`} is looked for.${attributes === null ? '' : ` The order's own: ${attributes}.`}`,
  otherAttributes: (count: string, isOne: boolean) => `${count} that ${isOne ? 'is' : 'are'} not shown`,
  noAttributes: 'none',
  erased: (at: string) =>
    `Its customer was erased on request on ${at}; since then nothing of the order changes, and nothing is posted.`,
  shadow: (at: string, wouldBe: string) => `In shadow since ${at}; without it, ${wouldBe} would have been posted.`,
  pinnedCustomer: (id: string) => `The points were given to another customer before, ${id}, and go back from there.`,
  line: (id: string, count: string, paid: string, why: string) => `Line ${id}, ${count}, ${paid}: ${why}.`,
  lineWhy: {
    goods: (earns: string) => `${earns} earns`,
    goodsWithoutTax: (earns: string, tax: string) => `${earns} earns, its tax of ${tax} does not`,
    giftCard: 'a gift card earns nothing',
    tip: 'a tip earns nothing',
    free: 'nothing was paid for it',
    noRule: 'no rule says yet what earns',
  },
  gone: (what: string, count: string, all: string, earned: string) =>
    `${what}; ${count} of ${all} left the order, so that ${earned} of it earns no longer`,
  goneByEdit: (what: string, count: string) => `${what} (${count} by an edit that no refund lists)`,
  shipping: (amount: string) => `Shipping, ${amount}: earns nothing.`,
  sum: (withoutTax: string, tax: string, earns: string) =>
    `Goods after discounts, ${withoutTax} and ${tax} of tax: ${earns} earns. The ledger keeps no single lines of WooCommerce.`,
  sumWithoutRule: (withoutTax: string, tax: string) =>
    `Goods after discounts, ${withoutTax} and ${tax} of tax. The ledger keeps no single lines of WooCommerce.`,
  refund: (id: string, listed: string, kept: string | null, difference: string | null, money: string) =>
    `Refund ${id}: goods worth ${listed} went back${kept === null ? '' : `, of which the shop kept ${kept}`}${difference === null ? '' : `; the shop noted a difference of ${difference}`}; money paid back for goods: ${money}.`,
  refundSent: (sent: string, shipping: string, besides: string) =>
    `  of ${sent} in all, ${shipping} for shipping and ${besides} for duties, fees and tips`,
  refundFailed: '  its money did not go back',
  refundIgnored: (id: string) => `Refund ${id} does not count: it was of money alone, which did not go back.`,
  refundUnvalued: (id: string) => `Refund ${id} is known; it counts once the order earns points.`,
  listedRefund: (id: string, amount: string) => `Refund ${id}: ${amount}.`,
  sums: (lines: string, books: string, money: string) =>
    `Goods that left the order: ${lines}; the same with goodwill, by the shop's books: ${books}; money paid back for goods: ${money}.`,
  decided: {
    nothing: () => 'So no goods went back.',
    lines: (back: string, all: string) =>
      `The largest counts, which is the goods that left: ${back} of ${all} went back.`,
    books: (back: string, all: string) => `The largest counts, which is the shop's books: ${back} of ${all} went back.`,
    money: (back: string, all: string) =>
      `The largest counts, which is the money paid back: ${back} of ${all} went back.`,
  },
  extraIsRounding: (extra: string) =>
    `${extra} beyond the goods that left is a matter of rounding, and does not count.`,
  shareBack: (refunded: string, base: string) => `${refunded} of ${base} went back, and the same share of what earns.`,
  earnedBack: (earned: string) => `${earned} of it had earned.`,
  rule: (version: string, rate: string, unit: string, rounding: string) =>
    `Rule "${version}": ${rate} for each ${unit}, ${rounding}.`,
  rounding: { floor: 'rounded down', 'half-up': 'rounded to the nearest', ceil: 'rounded up' },
  ruleFrom: (from: string) => `It was chosen because the order was paid since ${from}, and before the next rule.`,
  ruleFromBeginning: 'It was chosen by the payment date: it is for orders from the beginning.',
  taxIncluded: 'Tax earns, too.',
  minimum: (amount: string) => `Orders below ${amount} earn nothing.`,
  maximum: (most: string) => `An order earns ${most} at most.`,
  hold: (days: string, isOne: boolean) =>
    `Points are held back for ${days} ${isOne ? 'day' : 'days'} after the payment.`,
  campaign: (name: string, multiplier: string) => `Campaign "${name}" was on at the payment: times ${multiplier}.`,
  campaignIn: (name: string, multiplier: string, from: string, to: string) =>
    `Campaign "${name}" was on at the payment, from ${from} to ${to}: times ${multiplier}.`,
  noCampaign: 'No campaign was on at the payment.',
  smallerCampaign: (name: string, multiplier: string) =>
    `Campaign "${name}" (times ${multiplier}) does not count: campaigns never add up, and the largest that was pinned counts.`,
  today: {
    same: "Today's configuration would choose the same.",
    other: (version: string, campaign: string | null) =>
      `Today's configuration would choose rule "${version}"${campaign === null ? ' without a campaign' : ` and campaign "${campaign}"`}; the order keeps what was pinned.`,
    none: "Today's configuration would choose none; the order keeps what was pinned.",
    storeMissing: 'The store is missing in ponte.config.ts; the order keeps what was pinned.',
  },
  noRule: 'No rule is pinned: one is chosen by the payment date as soon as the order earns points.',
  net: (earned: string, back: string, net: string) => `${earned} earned, ${back} went back: ${net} is left.`,
  product: (net: string, rate: string, multiplied: string, rounded: string) =>
    `${net} × ${rate} = ${multiplied}, rounded: ${rounded}.`,
  productInCampaign: (net: string, rate: string, multiplier: string, multiplied: string, rounded: string) =>
    `${net} × ${rate} × ${multiplier} = ${multiplied}, rounded: ${rounded}.`,
  result: (points: string) => `So it gives ${points}.`,
  noEntries: 'There is none.',
  entry: (number: string, what: string, key: string, state: string) => `${number}. ${what}, ${key}: ${state}.`,
  award: (points: string) => `Award of ${points}`,
  reversal: (points: string) => `Reversal of ${points}`,
  applied: 'applied',
  appliedWithBalance: (balance: string) => `applied, with a balance of ${balance} after it`,
  shadowed: 'in shadow: not posted, and counted as if it were',
  shadowedUntil: (until: string) =>
    `in shadow: not posted; the rule would hold it back until ${until}, and a refund before makes it smaller`,
  withdrawn: 'withdrawn before it was applied, because the target or the customer had changed',
  withdrawnOrErased:
    'withdrawn before it was applied, because the target or the customer had changed, or the customer was erased',
  pending: {
    hold: (until: string) => `held back by the rule until ${until}`,
    retry: (until: string) => `tried again on ${until}`,
    account: (until: string) => `kept back until ${until}, because BonifiQ is not called for this account before`,
    store: (until: string) => `kept back until ${until}, because its store is missing in ponte.config.ts`,
    shadow: () => 'kept back because its store is in shadow, until that leaves it',
    attempt: (until: string) => `an attempt is under way, until ${until} at most`,
    turn: () => 'ready; the next run posts it, within minutes',
    earlierEntry: () => 'waits for the entry before it',
    person: () => 'waits for a person',
    nobody: () => 'nothing more is done by itself',
  },
  planned: (at: string) => `   planned on ${at}`,
  tried: (count: string, isOne: boolean, first: string | null) =>
    `   ${attempts(count, isOne)}${first === null ? '' : `, since ${first}`}`,
  unresolved: (count: string, isOne: boolean) =>
    `   ${attempts(count, isOne)} without an answer that says whether it was applied: it counts as posted`,
  givesUp: (at: string) => `   parked for a person, should all attempts fail until ${at}`,
  reply: (status: string, names: string) => `   last answer of BonifiQ: HTTP ${status}${names}`,
  noReply: '   BonifiQ did not answer the last attempt',
  parked: (why: string, since: string | null) => `parked${since === null ? '' : ` since ${since}`}: ${why}`,
  next: (what: string) => `   what to do: ${what}`,
  warning: {
    apiWarning: '   BonifiQ applied it with a warning',
    keyUsedByOther: '   BonifiQ says that its key was used before, though not by us',
  },
  parkedReasons: pick(parkedReasons),
  nextSteps: pick(nextSteps),
};

/** A language's table. */
export type Sentences = typeof en;
