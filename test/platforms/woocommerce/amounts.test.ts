import { describe, expect, test } from 'vitest';
import { interpretWooCommerce } from '../../../src/platforms/woocommerce/interpret-woocommerce.ts';
import { payloadOf, recorded } from '../../fixtures/load.ts';
import { demoStore } from '../../support/woocommerce-store.ts';

const paid = payloadOf(recorded('007').rawBody);

/** As the bytes of a delivery say it: numbers keep the digits in which they were written. */
function interpret(fields: string) {
  const { total: _, line_items: __, fee_lines: ___, refunds: ____, ...rest } = paid;
  const bytes = Buffer.from(`${JSON.stringify(rest).slice(0, -1)},${fields}}`);
  return interpretWooCommerce({
    payload: payloadOf(bytes),
    topic: null,
    bodyHash: '',
    receivedAtMs: 7,
    store: demoStore,
  });
}

describe.each([
  ['text', (amount: string) => JSON.stringify(amount)],
  ['a number', (amount: string) => amount],
])('an amount that is %s', (_, write) => {
  test.each([
    ['472.18500000000006', '472.185'],
    ['4.7218500000000006e2', '472.185'],
    ['4.7218500000000006E+2', '472.185'],
    ['1.0E-5', '0.00001'],
    ['36.2758', '36.2758'],
    ['28', '28'],
  ])('%s is %s, wherever it stands', (written, amount) => {
    const [one, back] = [write(written), write(`-${written}`)];
    const fields = `"total":${one},"line_items":[{"total":${one},"total_tax":${one}}],"refunds":[{"id":9,"total":${back}}]`;
    expect(interpret(fields)).toMatchObject({
      facts: {
        money: { total: amount, goods: { eligible: amount, eligibleTax: amount, shareBase: amount } },
        refunds: { kind: 'listed', refunds: [{ id: '9', amount }] },
      },
    });
  });
});

describe('fees', () => {
  const withFee = (fee: string) =>
    interpret(`"total":"10.00","line_items":[{"total":"10.00","total_tax":"2.10"}],"fee_lines":[${fee}]`);

  test.each(['{"total":""}', '{"total":"","total_tax":""}', '{"total":"0.00","total_tax":"-1.00"}'])(
    '%s takes nothing off',
    (fee) => {
      expect(withFee(fee)).toMatchObject({ facts: { money: { goods: { eligible: '10', eligibleTax: '2.1' } } } });
    },
  );

  test('a negative one without tax takes off what it says', () => {
    const expected = { eligible: '9.5', eligibleTax: '2.1' };
    expect(withFee('{"total":"-0.50","total_tax":""}')).toMatchObject({ facts: { money: { goods: expected } } });
  });
});

test('a tax beyond fifteen digits in its sum is unreadable', () => {
  const line = '{"total":"1","total_tax":"999999999999999"}';
  expect(interpret(`"total":"2","line_items":[${line},${line}]`)).toEqual({
    kind: 'unreadable',
    because: "the sum of the order's lines is beyond any order's money",
  });
});

test.each(['""', 'null', '"NaN"', '"1e15"', '1e15', '1e-100', `"${'9'.repeat(16)}"`, `"0.${'1'.repeat(31)}"`])(
  'a total of %s is unreadable, and so is the total of a line',
  (total) => {
    const because = (path: string) => ({
      kind: 'unreadable',
      because: `fields of the order are missing or not as expected: ${path}`,
    });
    expect(interpret(`"total":${total},"line_items":[]`)).toEqual(because('total'));
    expect(interpret(`"total":"1","line_items":[{"total":${total}}]`)).toEqual(because('line_items.0.total'));
  },
);
