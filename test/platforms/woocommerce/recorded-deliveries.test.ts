import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { interpretWooCommerce } from '../../../src/platforms/woocommerce/interpret-woocommerce.ts';
import { payloadOf, recorded, recordedNames } from '../../fixtures/load.ts';
import { demoStore } from '../../support/woocommerce-store.ts';

const pings = recordedNames.filter((name) => name.includes('ping'));
const signed = recordedNames.filter((name) => !name.includes('ping'));
const NOOR = 'noor.devries@example.com';

function interpret(number: string) {
  const delivery = recorded(number);
  const topic = delivery.headers['x-wc-webhook-topic'] ?? null;
  return interpretBody(payloadOf(delivery.rawBody), topic);
}

function interpretBody(payload: unknown, topic: string | null) {
  return interpretWooCommerce({ payload, topic, bodyHash: 'made-up-hash', receivedAtMs: 7, store: demoStore });
}

describe('the recorded bytes', () => {
  test.each(signed)('%s carries the signature of its bytes', (name) => {
    const { headers, rawBody, secret } = recorded(name);
    const signature = createHmac('sha256', secret).update(rawBody).digest('base64');
    expect(signature).toBe(headers['x-wc-webhook-signature']);
    expect(String(rawBody.length)).toBe(headers['content-length']);
  });

  test.each(pings)('%s is form-encoded and unsigned', (name) => {
    const { headers, rawBody } = recorded(name);
    expect(Buffer.from(rawBody).toString('utf8')).toMatch(/^webhook_id=\d+$/);
    expect(headers).not.toHaveProperty('x-wc-webhook-signature');
  });
});

/** Number, order, standing, eligible, eligible tax, total, customer: sums and times worked out by hand from the bodies. */
const PAID = [
  ['007', '18', 'entitled', '2026-11-22T19:58:37Z', '52.48', '9.53', '68.00', NOOR],
  ['008', '18', 'entitled', '2026-11-22T19:58:37Z', '52.48', '9.53', '68.00', NOOR],
  ['011', '18', 'returned', '2026-11-22T19:58:37Z', '52.48', '9.53', '68.00', NOOR],
  ['013', '22', 'entitled', '2026-11-22T19:58:48Z', '9.99', '2.1', '18.08', 'guest.b@example.com'],
  ['020', '26', 'entitled', '2026-11-22T19:58:55Z', '60.22', '11.45', '77.66', NOOR],
  ['022', '28', 'entitled', '2026-11-22T19:58:58Z', '52.98', '8.24', '69.03', 'fee@example.com'],
  ['026', '30', 'entitled', '2026-11-22T19:59:01Z', '100', '21', '121.00', NOOR],
  ['034', '33', 'returned', '2026-11-22T19:59:11Z', '25', '2.25', '27.25', NOOR],
  ['040', '36', 'entitled', '2026-11-22T19:59:20Z', '19.99', '4.2', '24.19', NOOR],
  ['042', '37', 'entitled', '2026-11-22T19:59:25Z', '3.33', '0.7', '4.03', NOOR],
  ['044', '38', 'entitled', '2026-11-22T19:59:27Z', '0', '0', '0.00', 'free@example.com'],
  ['052', '40', 'entitled', '2026-11-22T19:59:33Z', '6.66', '1.4', '8.06', NOOR],
  ['060', '41', 'entitled', '2026-11-22T20:01:13Z', '3.33', '0.7', '4.03', NOOR],
] as const;

describe('a paid order', () => {
  test.each(PAID)(
    '%s: order %s is %s since %s',
    (number, order, standing, paidAt, eligible, eligibleTax, total, customer) => {
      expect(interpret(number)).toMatchObject({
        kind: 'facts',
        facts: {
          kind: 'order',
          order,
          standing: { kind: standing },
          customer,
          money: {
            paidAtMs: Date.parse(paidAt),
            total,
            currency: 'EUR',
            presentment: { currency: 'EUR', total },
            goods: { kind: 'sum', eligible, eligibleTax, shareBase: total },
          },
        },
      });
    },
  );

  test('is observed when it was last modified', () => {
    expect(interpret('010')).toMatchObject({
      facts: {
        body: {
          observedAtMs: Date.parse('2026-11-22T19:58:42Z'),
          arrivedAtMs: 7,
          rank: null,
          hash: 'made-up-hash',
        },
      },
    });
  });
});

describe('an order without a claim to points', () => {
  test.each([
    ['005', 'pending', 'unpaid'],
    ['016', 'cash on delivery, on its way', 'noPaymentDate'],
    ['024', 'in yen', 'otherCurrency'],
    ['035', 'on hold', 'unpaid'],
    ['037', 'cancelled', 'cancelled'],
    ['038', 'failed', 'unpaid'],
    ['041', 'pending again after its payment', 'unpaid'],
    ['048', 'cancelled after its payment', 'cancelled'],
  ])('%s: %s', (number, _name, because) => {
    expect(interpret(number)).toMatchObject({
      kind: 'facts',
      facts: { standing: { kind: 'notEntitled', because }, money: null },
    });
  });

  test('order.deleted says nothing about points', () => {
    expect(interpret('051')).toEqual({ kind: 'nothing', because: 'trashedOrder', order: '40' });
  });
});

describe('refunds', () => {
  test.each([
    ['007', []],
    ['009', [['19', '5']]],
    [
      '010',
      [
        ['19', '5'],
        ['20', '5'],
      ],
    ],
    [
      '011',
      [
        ['19', '5'],
        ['20', '5'],
        ['21', '58'],
      ],
    ],
    [
      '015',
      [
        ['23', '2.5'],
        ['24', '2.5'],
      ],
    ],
    ['021', [['27', '20.26']]],
    [
      '029',
      [
        ['31', '21'],
        ['32', '21'],
      ],
    ],
    ['030', [['32', '21']]],
    ['034', [['34', '27.25']]],
    ['060', [['43', '1']]],
    ['061', []],
  ])('%s lists %j, oldest first', (number, refunds) => {
    const listed = refunds.map(([id, amount]) => ({ id, amount }));
    expect(interpret(number)).toMatchObject({ facts: { refunds: { kind: 'listed', refunds: listed } } });
  });
});

test('the topic changes nothing of what is believed', () => {
  for (const name of signed) {
    const payload = payloadOf(recorded(name).rawBody);
    const byBody = interpretBody(payload, null);
    for (const topic of ['order.created', 'order.updated', 'order.restored', 'order.deleted']) {
      expect(interpretBody(payload, topic)).toEqual(byBody);
    }
  }
});
