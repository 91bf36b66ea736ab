import { expect, test } from 'vitest';
import { patternFault, patternFaults } from '../../../build/pattern-faults.ts';
import { defineConfig } from '../../../src/config/define-config.ts';
import { shopifyInput, wooCommerceInput } from '../../support/config-inputs.ts';

/** Each tries the same text in a number of ways that doubles with every letter, or grows with its cube. */
const SLOW = [
  '(a+)+$',
  '^(a|a)*$',
  // Only without regard to case.
  '^(a|A)*$',
  '(\\w+\\s?)*:',
  '(a?){40}a{40}b',
  '(?=(a+)+$)',
  '^\\s*\\s*\\s*x',
  '^(.*)(.*)(.*)=$',
];

test.each(SLOW)('%s is told of', async (pattern) => {
  expect(await patternFault(pattern)).toMatch(
    /^could take seconds, or for ever, with a text of 2000 characters such as /,
  );
});

test.each([
  '^used$',
  'key .{0,40} used',
  // The square of 2,000 is no trouble.
  '\\s+$',
  'chave.*utilizada',
  '\\bj[aá]\\s+processad[oa]\\b',
  '^[^:]*: (?:used|taken)$',
])('%s is quick', async (pattern) => expect(await patternFault(pattern)).toBeNull());

test('every slow pattern is named, with its store, its field and its number', async () => {
  const { stores } = defineConfig({
    stores: [
      { ...shopifyInput, platform: 'shopify', id: 'one', account: 'one', usedKey: { messages: ['^used$', '(a+)+$'] } },
      {
        ...wooCommerceInput,
        platform: 'woocommerce',
        id: 'two',
        account: 'two',
        unknownCustomer: { messages: ['(b+)+$'] },
        insufficientBalance: { messages: ['(c+)+$', '^few$', '(d+)+$'] },
      },
    ],
  });
  const faults = await patternFaults(stores);
  expect(faults.map((fault) => fault.split(' could ')[0])).toEqual([
    'store "one", usedKey, messages number 2: "(a+)+$"',
    'store "two", unknownCustomer, messages number 1: "(b+)+$"',
    'store "two", insufficientBalance, messages number 1: "(c+)+$"',
    'store "two", insufficientBalance, messages number 3: "(d+)+$"',
  ]);
});
