import { describe, expect, test } from 'vitest';
import { claimOf, entryClaimOf, orderNamedIn } from '../../../cli/recovery/titles.ts';
import { orderId } from '../../support/order-facts.ts';
import { storeWith } from '../../support/planning.ts';

const withTexts = (award: string | null, reversal: string | null) =>
  storeWith({}, { customerReason: { award, reversal } });
const named = withTexts('Pedido {order} (obrigado!)', 'Devolução {order}');
const five = orderId('5');

describe('a title', () => {
  test.each([
    [70, 'Pedido 5 (obrigado!)', 'named'],
    [70, ' Pedido 5 (obrigado!) ', 'named'],
    [70, 'Pedido 55 (obrigado!)', 'otherTitle'],
    [70, 'Devolução 5', 'otherTitle'],
    [-70, 'Devolução 5', 'named'],
    [70, null, 'otherTitle'],
  ] as const)('of %s points, "%s", is %s', (points, title, claim) => {
    expect(claimOf(named, five, { points, title })).toBe(claim);
  });

  test('is compared with what is sent: without HTML, and no longer than the API takes', () => {
    const store = withTexts(`<b>Pedido {order}</b> ${'x'.repeat(300)}`, null);
    const sent = `Pedido 5 ${'x'.repeat(246)}`;
    expect(sent).toHaveLength(255);
    expect(claimOf(store, five, { points: 1, title: sent })).toBe('named');
  });

  test('without a text of ours says nothing; one without an order is that of many', () => {
    expect(claimOf(withTexts(null, null), five, { points: 1, title: 'Aniversário' })).toBe('possible');
    const thanks = withTexts('Obrigado', 'Devolução');
    expect(claimOf(thanks, five, { points: 1, title: 'Obrigado' })).toBe('possible');
    expect(claimOf(thanks, five, { points: 1, title: 'Aniversário' })).toBe('otherTitle');
  });

  test.each([
    [70, 'Pedido 5001 (obrigado!)', '5001'],
    [-1, 'Devolução 12', '12'],
    [70, 'Devolução 12', null],
    [70, 'Pedido 5001 Xobrigado!)', null],
    [70, 'Pedido 05 (obrigado!)', null],
    [70, null, null],
  ] as const)('of %s points, "%s", names order %s', (points, title, order) => {
    expect(orderNamedIn(named, { points, title })).toBe(order);
  });

  test('of a shop without such a text names no order', () => {
    expect(orderNamedIn(withTexts(null, 'Devolução'), { points: 1, title: '5' })).toBeNull();
    expect(orderNamedIn(withTexts(null, 'Devolução'), { points: -1, title: 'Devolução' })).toBeNull();
  });

  test('with the number of the entry names its order, whichever entry it is', () => {
    const store = withTexts('Pedido {order}-{entry}', null);
    expect(claimOf(store, five, { points: 70, title: 'Pedido 5-1003' })).toBe('named');
    expect(claimOf(store, five, { points: 70, title: 'Pedido 51-1003' })).toBe('otherTitle');
    expect(claimOf(store, five, { points: 70, title: 'Pedido 5-' })).toBe('otherTitle');
    expect(orderNamedIn(store, { points: 70, title: 'Pedido 5001-2' })).toBe('5001');
  });

  test('is compared with what was sent with the entry, whatever the configuration says by now', () => {
    expect(entryClaimOf('Pedido 5-2', five, { points: 70, title: 'Pedido 5-2' })).toBe('named');
    expect(entryClaimOf('Pedido 5-2', five, { points: 70, title: 'Pedido 5-1' })).toBe('otherTitle');
    // A text that names another number only.
    expect(entryClaimOf('Pedido 55', five, { points: 70, title: 'Pedido 55' })).toBe('possible');
    expect(entryClaimOf(null, five, { points: 70, title: 'Aniversário' })).toBe('possible');
  });
});
