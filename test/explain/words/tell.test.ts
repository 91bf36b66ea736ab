import { describe, expect, test } from 'vitest';
import { digestsUnder, erased } from '../../../src/domain/erasure/erase-record.ts';
import type { AttributeNames } from '../../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import type { Store } from '../../../src/domain/store.ts';
import { en } from '../../../src/explain/words/en.ts';
import { pt } from '../../../src/explain/words/pt.ts';
import { explained, factsOfCase, madeCase, recorded, toldLines } from '../../support/explaining.ts';
import { bodyOf, listed, moneyOf } from '../../support/order-facts.ts';
import { NOW_MS, nothingKnown, settled, storeWith, told, withLast } from '../../support/planning.ts';
import { ruleOf } from '../../support/points-rules.ts';
import { purchaseOf, taxed } from '../../support/shopify-facts.ts';
import { demoStore } from '../../support/woocommerce-store.ts';

/** Paid on 1 June 2025 at 12:00 UTC, told a day later: in São Paulo it is 09:00. */
const store = storeWith();
const hundred = moneyOf({ eligible: '100.00' });
const lines = (record: OrderRecord, by: Store | null = store, nowMs = NOW_MS) =>
  toldLines(explained(record, by, nowMs));

test('an exchange for something cheaper is told from the goods to the entries', () => {
  const shop = { ...store, id: 'demo-shopify', rules: [ruleOf({ version: '2026' })] };
  // 5 May 2026 at 15:00 UTC.
  const atMs = Date.UTC(2026, 4, 5, 15);
  const record = recorded(shop, factsOfCase(madeCase('exchange-for-cheaper'), shop), atMs);
  expect(lines(record, shop, atMs)).toEqual([
    'Order 1950003 of demo-shopify, as the ledger has it on 5 May 2026, 12:00 (America/Sao_Paulo)',
    'It should have given 365 points, and that is what is posted.',
    '# What the shop said',
    'It is paid (state of 4 May 2026, 12:20).',
    'Paid on 4 May 2026, 12:00: R$2,258.00 (state of 4 May 2026, 12:20).',
    'Customer: *** (state of 4 May 2026, 12:20).',
    '# Goods',
    'Line 1, 1 unit, R$1,893.00: R$1,893.00 earns; 1 of 1 left the order, so that R$1,893.00 of it earns no longer.',
    'Line 2, 1 unit, R$365.00: R$365.00 earns.',
    '# What went back',
    'Refund 195003: goods worth R$1,893.00 went back; money paid back for goods: R$1,528.00.',
    "Goods that left the order: R$1,893.00; the same with goodwill, by the shop's books: R$1,893.00; money paid back for goods: R$1,528.00.",
    'The largest counts, which is the goods that left: R$1,893.00 of R$2,258.00 went back.',
    'R$1,893.00 of it had earned.',
    '# Rule',
    'Rule "2026": 1 point for each R$1.00, rounded down.',
    'It was chosen by the payment date: it is for orders from the beginning.',
    'No campaign was on at the payment.',
    "Today's configuration would choose the same.",
    '# Points',
    'R$2,258.00 earned, R$1,893.00 went back: R$365.00 is left.',
    'R$365.00 × 1 = 365, rounded: 365.',
    'So it gives 365 points.',
    '# Entries',
    '1. Award of 1,893 points, ADD-***-1893-1950003: applied.',
    '   planned on 5 May 2026, 12:00',
    '   1 attempt',
    '2. Reversal of 1,893 points, REMOVE-***-1893-1950003-2: applied.',
    '   planned on 5 May 2026, 12:00',
    '   1 attempt',
    '3. Award of 365 points, ADD-***-365-1950003-3: applied.',
    '   planned on 5 May 2026, 12:00',
    '   1 attempt',
  ]);
});

test('a capped rule in a campaign: both numbers, and that the cap decided', () => {
  const campaign = {
    name: 'June',
    fromMs: 0,
    toMs: NOW_MS,
    multiplier: ruleOf({ pointsPerUnit: '1.5' }).pointsPerUnit,
  };
  const shop = storeWith({ pointsPerUnit: '2', maximumPoints: 200 }, { campaigns: [campaign] });
  // 100 × 2 × 1.5 = 300, of which 200 at most.
  expect(lines(settled(nothingKnown, shop, bodyOf({ money: hundred })), shop)).toEqual(
    expect.arrayContaining([
      'It should have given 200 points, and that is what is posted.',
      'The rule gives an order 200 points at most.',
      'Rule "first": 2 points for each R$1.00, rounded down.',
      'An order earns 200 points at most.',
      'Campaign "June" was on at the payment, from 31 Dec 1969, 21:00 to 2 Jun 2025, 09:00: times 1.5.',
      'R$100.00 × 2 × 1.5 = 300, rounded: 300.',
      'So it gives 200 points.',
    ]),
  );
});

test('a hold: until when', () => {
  const shop = storeWith({ holdDays: 14 });
  expect(lines(told(nothingKnown, shop, bodyOf({ money: hundred })), shop)).toEqual(
    expect.arrayContaining([
      'It should have given 100 points; given so far: 0. The rule holds them back until 15 Jun 2025, 09:00.',
      'Points are held back for 14 days after the payment.',
      '1. Award of 100 points, ADD-***-100-123: held back by the rule until 15 Jun 2025, 09:00.',
    ]),
  );
});

test('a parked entry: since when, why, what BonifiQ said, and what to do', () => {
  const record = withLast(told(nothingKnown, store, bodyOf({ money: hundred })), {
    state: 'parked',
    parked: 'refused',
    parkedAtMs: NOW_MS + 60_000,
    attempts: 1,
    firstAttemptAtMs: NOW_MS,
    lastReply: { status: 400, codeName: 'InvalidPoints', errorCode: 12, message: 'no' },
  });
  expect(lines(record).slice(1, 2)).toEqual([
    'It should have given 100 points; given so far: 0. An entry waits for a person; see below.',
  ]);
  expect(lines(record).slice(-5)).toEqual([
    '1. Award of 100 points, ADD-***-100-123: parked since 2 Jun 2025, 09:01: the points API refused the entry.',
    '   planned on 2 Jun 2025, 09:00',
    '   1 attempt, since 2 Jun 2025, 09:00',
    '   last answer of BonifiQ: HTTP 400 (InvalidPoints, 12)',
    '   what to do: put the cause right in BonifiQ, then redrive',
  ]);
});

test('an entry whose answer was lost: it counts, and is tried again until a date', () => {
  const record = withLast(told(nothingKnown, store, bodyOf({ money: hundred })), {
    attempts: 3,
    unresolvedAttempts: [1, 3],
    firstAttemptAtMs: NOW_MS,
    notBeforeMs: NOW_MS + 300_000,
    lastReply: { status: 0, codeName: null, errorCode: null, message: null },
  });
  expect(lines(record)[1]).toBe(
    'It should have given 100 points; given so far: 0; sent without an answer: 100. Nobody knows yet whether BonifiQ has applied what was sent; it is not asked again before 2 Jun 2025, 09:05.',
  );
  expect(lines(record).slice(-6)).toEqual([
    '1. Award of 100 points, ADD-***-100-123: tried again on 2 Jun 2025, 09:05.',
    '   planned on 2 Jun 2025, 09:00',
    '   3 attempts, since 2 Jun 2025, 09:00',
    '   BonifiQ did not answer the last attempt',
    '   2 attempts without an answer that says whether it was applied: it counts as posted',
    '   parked for a person, should all attempts fail until 16 Jun 2025, 09:00',
  ]);
});

test('an order without a customer', () => {
  expect(lines(told(nothingKnown, store, bodyOf({ money: hundred, customer: null })))).toEqual(
    expect.arrayContaining([
      'It should have given 100 points; given so far: 0. The order names no customer; the points follow as soon as a newer state of it names one.',
      'It names no customer that the store could use: a usable e-mail address is looked for.',
      'There is none.',
    ]),
  );
});

test.each<[AttributeNames, string, string]>([
  [
    { shown: ['CPF', 'gift-wrap'], others: 1 },
    'The order\'s own: "CPF", "gift-wrap", 1 that is not shown.',
    'Os do pedido: "CPF", "gift-wrap", 1 que não é mostrado.',
  ],
  [{ shown: [], others: 2 }, "The order's own: 2 that are not shown.", 'Os do pedido: 2 que não são mostrados.'],
  [{ shown: [], others: 0 }, "The order's own: none.", 'Os do pedido: nenhum.'],
])('an order without the attribute that names a customer: those it has, %j', (attributes, english, portuguese) => {
  const byNote: Store = { ...store, customer: { by: 'document', noteAttribute: 'cpf' } };
  const body = bodyOf({ money: hundred, customer: null, standing: { kind: 'entitled', attributes } });
  const record = told(nothingKnown, byNote, body);
  expect(lines(record, byNote)).toContain(
    `It names no customer that the store could use: a document in the note attribute "cpf" is looked for. ${english}`,
  );
  expect(toldLines(explained(record, byNote, NOW_MS), pt)).toContain(
    `Não informa um cliente que a loja possa usar: procura-se um documento no atributo "cpf" do pedido. ${portuguese}`,
  );
});

test('an order whose customer was erased: that it was, and that nothing follows any more', () => {
  const digest = digestsUnder(Buffer.from('a key that nobody keeps'));
  const waiting = told(nothingKnown, store, bodyOf({ money: hundred }));
  const parked = { state: 'parked', parked: 'customerUnknown', parkedAtMs: NOW_MS, attempts: 1 } as const;
  const said = lines(erased(withLast(waiting, parked), digest, NOW_MS));
  expect(said).toEqual(
    expect.arrayContaining([
      'It should have given 100 points; given so far: 0. Its customer was erased, so that the difference stays.',
      'Its customer was erased on request on 2 Jun 2025, 09:00; since then nothing of the order changes, and nothing is posted.',
      '1. Award of 100 points, ADD-***-100-123: withdrawn before it was applied, because the target or the customer had changed, or the customer was erased.',
    ]),
  );
  expect(said.join()).not.toMatch(/Customer: |next delivery|another customer/);
  const unpaid = bodyOf({ money: null, standing: { kind: 'notEntitled', because: 'unpaid' }, customer: null });
  const nobody = lines(erased(told(nothingKnown, store, unpaid), digest, NOW_MS));
  expect(nobody[3]).toContain('Its customer was erased on request');
  expect(nobody.join()).not.toContain('names no customer');
});

test('a WooCommerce order that is refunded in part, in euros', () => {
  const shop = { ...demoStore, rules: [ruleOf()] };
  const money = moneyOf({ eligible: '100.00', eligibleTax: '21.00', shareBase: '130.00', currency: 'EUR' });
  // A third of 130 is a third of 100: 33.333333… back, 66 points.
  const refunds = { kind: 'listed', refunds: listed({ 91: '43.333333333333' }) } as const;
  const told = lines(recorded(shop, [bodyOf({ money, arrivedAt: 120, refunds })], NOW_MS), shop);
  expect(told).toEqual(
    expect.arrayContaining([
      'It is paid (state of 1 Jun 2025, 14:00, arrived on 1 Jun 2025, 14:02).',
      'Goods after discounts, €100.00 and €21.00 of tax: €100.00 earns. The ledger keeps no single lines of WooCommerce.',
      'Refund 91: €43.333333.',
      '€43.333333 of €130.00 went back, and the same share of what earns.',
      '€33.333333 of it had earned.',
      '€66.666667 × 1 = 66.666667, rounded: 66.',
      'So it gives 66 points.',
    ]),
  );
});

describe('an order that was edited, with tax, a tip, a gift card and shipping', () => {
  const money = purchaseOf(
    {
      a: { amount: '90.00', tax: '9.00', units: 3 },
      b: { amount: '50.00', kind: 'giftCard' },
      c: { amount: '5.00', kind: 'tip' },
      d: '0.00',
    },
    { shipping: taxed('10.00', '1.00'), total: '165.00', presentment: { currency: 'USD', total: '30.00' } },
  );

  test('says what earns, what not and why, and what an edit took', () => {
    expect(lines(settled(nothingKnown, store, bodyOf({ money, unitsLeft: { a: 1 } })))).toEqual(
      expect.arrayContaining([
        'Paid on 1 Jun 2025, 09:00: R$165.00, which the customer saw as US$30.00 (state of 1 Jun 2025, 09:00).',
        'Line a, 3 units, R$99.00: R$90.00 earns, its tax of R$9.00 does not; 2 of 3 left the order, so that R$60.00 of it earns no longer (2 by an edit that no refund lists).',
        'Line b, 1 unit, R$50.00: a gift card earns nothing.',
        'Line c, 1 unit, R$5.00: a tip earns nothing.',
        'Line d, 1 unit, R$0.00: nothing was paid for it.',
        'Shipping, R$11.00: earns nothing.',
        "Goods that left the order: R$66.00; the same with goodwill, by the shop's books: R$66.00; money paid back for goods: R$0.00.",
        'So it gives 30 points.',
      ]),
    );
  });

  test('says that tax earns, where the rule takes it in', () => {
    const shop = storeWith({ tax: 'included', minimumOrder: '10.00', rounding: 'ceil' });
    expect(lines(settled(nothingKnown, shop, bodyOf({ money })), shop)).toEqual(
      expect.arrayContaining([
        'Line a, 3 units, R$99.00: R$99.00 earns.',
        'Rule "first": 1 point for each R$1.00, rounded up.',
        'Tax earns, too.',
        'Orders below R$10.00 earn nothing.',
      ]),
    );
  });
});

describe('zero has a reason', () => {
  test.each([
    ['unpaid', 'it is not paid'],
    ['deposit', 'only a deposit is paid'],
    ['cancelled', 'it is cancelled'],
    ['voided', 'its payment was voided'],
    ['testOrder', 'it is a test order'],
    ['otherCurrency', "it is not in the store's currency"],
    ['subOrder', 'it is a part of another order, which holds the same goods'],
    ['noPaymentDate', 'it says no payment date'],
  ] as const)('%s', (because, expected) => {
    const body = bodyOf({ money: null, standing: { kind: 'notEntitled', because } });
    expect(lines(told(nothingKnown, store, body)).slice(1, 3)).toEqual([
      'It should have given 0 points, and that is what is posted.',
      `It earns no points: ${expected}.`,
    ]);
  });

  test('below the minimum', () => {
    const shop = storeWith({ minimumOrder: '150' });
    expect(lines(told(nothingKnown, shop, bodyOf({ money: hundred })), shop)[2]).toBe(
      "What was paid for goods that earn, R$100.00, is below the rule's minimum of R$150.00.",
    );
  });

  test('before awardFrom', () => {
    const shop = storeWith({}, { awardFromMs: NOW_MS });
    expect(lines(told(nothingKnown, shop, bodyOf({ money: hundred })), shop)[2]).toBe(
      'It earns no points: it was paid before 2 Jun 2025, 09:00, from when the store gives points (awardFrom).',
    );
  });

  test('a payment date in the future', () => {
    const money = { ...hundred, paidAtMs: NOW_MS + 3 * 86_400_000 };
    expect(lines(told(nothingKnown, store, bodyOf({ money })))[2]).toBe(
      'Its payment date is in the future; it gives nothing before 4 Jun 2025, 09:00, unless the shop corrects the date.',
    );
  });
});

test('what was never paid in full, and a customer who was corrected', () => {
  const partly = bodyOf({ money: null, standing: { kind: 'partlyPaid' } });
  expect(lines(told(nothingKnown, store, partly))).toContain('It was never paid in full.');
  const corrected = bodyOf({ money: hundred, customer: 'DEF', at: 1 });
  expect(lines(settled(nothingKnown, store, bodyOf({ money: hundred }), corrected))).toContain(
    'The points were given to another customer before, ***, and go back from there.',
  );
});

test('a store that is no longer configured: times are in UTC', () => {
  const told = lines(settled(nothingKnown, store, bodyOf({ money: hundred })), null);
  expect(told).toEqual(
    expect.arrayContaining([
      'Order 123 of acme, as the ledger has it on 2 Jun 2025, 12:00 (UTC)',
      'The store is missing in ponte.config.ts; the order keeps what was pinned.',
    ]),
  );
});

test('what the shop kept, and a difference that it noted, are told only where there is one', () => {
  expect(en.refund('7', 'R$40.00', 'R$10.00', 'R$10.00', 'R$30.00')).toBe(
    'Refund 7: goods worth R$40.00 went back, of which the shop kept R$10.00; the shop noted a difference of R$10.00; money paid back for goods: R$30.00.',
  );
  expect(pt.refund('7', 'R$ 40,00', 'R$ 10,00', null, 'R$ 30,00')).toBe(
    'Reembolso 7: voltaram produtos no valor de R$ 40,00, dos quais a loja reteve R$ 10,00; dinheiro devolvido por produtos: R$ 30,00.',
  );
});

test('an order in another currency names both', () => {
  const standing = { kind: 'notEntitled', because: 'otherCurrency', currency: 'USD' } as const;
  expect(lines(told(nothingKnown, store, bodyOf({ money: null, standing })))).toContain(
    `It earns no points: it is in USD, and the store's currency is ${store.currency}.`,
  );
  expect(pt.inOtherCurrency('USD', 'BRL')).toBe('está em USD, e a moeda da loja é BRL');
});
