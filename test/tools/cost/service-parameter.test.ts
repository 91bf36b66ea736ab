import { expect, test } from 'vitest';
import { serviceParameter } from '../../../tools/cost/service-parameter.ts';

test.each(['promotionConcurrency', 'shopifyRatePerSecond', 'woocommerceRatePerSecond'])(
  'the service says %s once',
  (name) => {
    expect(serviceParameter(name)).toBeGreaterThan(0);
  },
);

test('and a parameter that differs by stage is none', () => {
  expect(() => serviceParameter('settleConcurrency')).toThrow('no one settleConcurrency');
});
