import { describe, expect, test } from 'vitest';
import { customerId } from '../../src/domain/order-facts.ts';
import { customerExplanation } from '../../src/explain/customer-explanation.ts';
import { explainCustomer } from '../../src/explain/explain-customer.ts';
import { gatherPending } from '../../src/explain/gather-pending.ts';
import { pt } from '../../src/explain/words/pt.ts';
import { explained, RETRY, toldLines } from '../support/explaining.ts';
import { createModelLedger } from '../support/models/ledger.ts';
import { bodyOf, listed, moneyOf, PAID_AT_MS } from '../support/order-facts.ts';
import { applied, NOW_MS, nothingKnown, storeWith, told } from '../support/planning.ts';

const live = storeWith();
const store = storeWith({}, { shadow: true });
const money = moneyOf({ eligible: '100.00' });
const refunded = bodyOf({ at: 1, money, refunds: { kind: 'listed', refunds: listed({ 7: '30.00' }) } });
const inShadow = told(nothingKnown, store, bodyOf({ money }), refunded);
/** Its award was posted before, and its reversal waits. */
const begunBefore = told(applied(told(nothingKnown, live, bodyOf({ money }))), store, refunded);

describe('an order in shadow', () => {
  test('counts nothing as posted, and says since when', () => {
    const said = explained(inShadow, store, NOW_MS);
    expect(said).toMatchObject({
      shadowSince: '2025-06-02T12:00:00.000Z',
      settlement: { target: 70, posted: 0, confirmed: 0, because: 'inShadow', until: null },
      entries: [
        { points: 100, state: 'shadow', counts: false, waits: null, heldUntil: null },
        { points: -30, state: 'shadow', counts: false, waits: null, heldUntil: null },
      ],
    });
    expect(explained(begunBefore, store, NOW_MS).shadowSince).toBeNull();
  });

  test('is told in English', () => {
    const lines = toldLines(explained(inShadow, store, NOW_MS));
    expect(lines.slice(1, 3)).toEqual([
      'It should have given 70 points; given so far: 0. The order is in shadow: nothing of it is ever posted to BonifiQ.',
      'In shadow since 2 Jun 2025, 09:00; without it, 70 points would have been posted.',
    ]);
    expect(lines).toContain(
      '2. Reversal of 30 points, REMOVE-***-30-123-2: in shadow: not posted, and counted as if it were.',
    );
  });

  test('is told in Portuguese', () => {
    const lines = toldLines(explained(inShadow, store, NOW_MS), pt);
    expect(lines.slice(1, 3)).toEqual([
      'O pedido deve dar 70 pontos; dados até agora: 0. O pedido está em modo sombra: nada dele é lançado na BonifiQ.',
      'Em modo sombra desde 2 de jun. de 2025, 09:00; sem ele, o lançado seria 70 pontos.',
    ]);
    expect(lines).toContain(
      '2. Estorno de 30 pontos, REMOVE-***-30-123-2: em modo sombra: não é lançado, e conta como se fosse.',
    );
  });

  test('says of a hold until when a refund would make it smaller', () => {
    const held = told(nothingKnown, storeWith({ holdDays: 7 }, { shadow: true }), bodyOf({ money }));
    const said = explained(held, store, NOW_MS);
    expect(said.entries).toMatchObject([{ heldUntil: '2025-06-08T12:00:00.000Z' }]);
    expect(toldLines(said)).toContain(
      '1. Award of 100 points, ADD-***-100-123: in shadow: not posted; the rule would hold it back until 8 Jun 2025, 09:00, and a refund before makes it smaller.',
    );
    expect(explained(held, store, PAID_AT_MS + 7 * 86_400_000).entries).toMatchObject([{ heldUntil: null }]);
  });

  test('without a customer lacks a customer, in shadow as elsewhere', () => {
    const anonymous = told(nothingKnown, store, bodyOf({ money, customer: null }));
    expect(explained(anonymous, store, NOW_MS).settlement.because).toBe('noCustomer');
  });

  test("is none of a customer's points", () => {
    const said = customerExplanation.parse(
      explainCustomer({
        customer: customerId('ABC'),
        account: 'demo',
        stores: ['acme'],
        withoutKey: [],
        records: [{ record: inShadow, claim: () => 'possible' }],
        promotions: [],
        // The same points, given by somebody else.
        history: { kind: 'read', items: [{ atMs: NOW_MS, points: 100, title: null, isCanceled: false }] },
        balance: 100,
        nowMs: NOW_MS,
        personal: false,
      }),
    );
    expect(said.records).toMatchObject([
      { shadow: true, target: 70, posted: 0, entries: [{ state: 'shadow', counts: false, inHistory: null }, {}] },
    ]);
    expect(said.sums).toMatchObject({ orders: 0, unexplained: 100, notInHistory: 0 });
  });
});

describe('an order that began before', () => {
  test('waits until its store leaves the shadow', () => {
    const said = explained(begunBefore, store, NOW_MS);
    expect(said.settlement).toEqual({ target: 70, posted: 100, confirmed: 100, because: 'shadow', until: null });
    expect(said.entries[1]?.waits).toEqual({ for: 'shadow', until: null, givesUpAt: null });
    expect(explained(begunBefore, live, NOW_MS).entries[1]?.waits?.for).toBe('turn');
    expect(toldLines(said)).toContain(
      '2. Reversal of 30 points, REMOVE-***-30-123-2: kept back because its store is in shadow, until that leaves it.',
    );
    expect(toldLines(said, pt)[1]).toBe(
      'O pedido deve dar 70 pontos; dados até agora: 100. A loja está em modo sombra; o pedido começou antes e é lançado quando a loja sair dele.',
    );
  });

  test('is among what is pending, and one in shadow is not', async () => {
    const signal = AbortSignal.timeout(60_000);
    const ledger = createModelLedger();
    await ledger.save(begunBefore, 0, signal);
    await ledger.save({ ...inShadow, key: { ...inShadow.key, store: 'other' } }, 0, signal);
    const { lines } = await gatherPending(ledger, { retry: RETRY, most: 9, stores: [store] }, NOW_MS, signal);
    expect(lines).toMatchObject([{ id: 'acme/123', for: 'shadow', points: -30, until: null }]);
  });

  test('under its hold waits for that first', () => {
    const holding = storeWith({ holdDays: 7 });
    const held = told(nothingKnown, holding, bodyOf({ money }));
    const shadow = storeWith({ holdDays: 7 }, { shadow: true });
    expect(explained(held, shadow, NOW_MS).entries[0]?.waits?.for).toBe('hold');
    expect(explained(held, shadow, PAID_AT_MS + 7 * 86_400_000).entries[0]?.waits?.for).toBe('shadow');
  });
});
