import { decimal } from '../../src/domain/decimal.ts';
import { customerId } from '../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { orderKey, pendingEntry } from './order-records.ts';
import { pinnedRuleOf } from './points-rules.ts';
import { both, lineBack, paidBack, purchaseOf, refundOf, taxed } from './shopify-facts.ts';

const observed = { observedAtMs: 30, rank: 4, bodyHash: 'hash', aheadSinceMs: 20 };

/** An order of which everything is known that can be, and nothing is null. */
export const FULL_RECORD: OrderRecord = {
  key: orderKey('820982911946154508'),
  facts: {
    identity: { createdAtMs: 5, keyHash: 'key' },
    standing: { observed, value: { kind: 'notEntitled', because: 'cancelled' } },
    money: {
      observed,
      value: {
        ...purchaseOf(
          { 14: { amount: '180', tax: '18', units: 2 }, 15: { amount: '5', tax: '0', kind: 'tip' } },
          { shipping: taxed('15', '1'), total: '268.00', presentment: { currency: 'USD', total: '50.00' } },
        ),
        paidAtMs: 10,
      },
    },
    unitsLeft: { observed, value: { 14: 1 } },
    customer: { observed, value: customerId('ana@example.com') },
    listedRefunds: { observed, value: [{ id: '91', amount: decimal('5') }] },
    collectedRefunds: {
      91: refundOf('91', {
        transactions: [paidBack('55.00', 'success', 'USD', '72')],
        lines: [lineBack('14', { amount: '90', tax: '9' })],
        shippingLines: taxed('3'),
        shippingAdjustments: taxed('3', '0.3'),
        discrepancy: '-10',
        duties: '2',
        rate: both('50', '10'),
      }),
    },
    transactionStatuses: { 72: 'failure' },
    aheadBodies: { hash: 20 },
  },
  pinned: pinnedRuleOf({}, '2'),
  paymentAhead: { sinceMs: 20, untilMs: 90 },
  customer: customerId('ana@example.com'),
  entries: [
    pendingEntry({
      lease: { holder: 'worker', untilMs: 40 },
      lastReply: { status: 503, codeName: 'Busy', errorCode: 7, message: 'later' },
    }),
  ],
};
