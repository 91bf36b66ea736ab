import { expect, test } from 'vitest';
import {
  defaultInsufficientBalance,
  defaultUnknownCustomer,
  defaultUsedKey,
} from '../../src/bonifiq/default-matches.ts';
import { matchesOf } from '../../src/bonifiq/matches-of.ts';

const nothing = { codeNames: [], errorCodes: [], messages: [] };

test("a store's own matches join the default ones", () => {
  const usedKey = { codeNames: ['Repeated'], errorCodes: [57], messages: ['^used$'] };
  const insufficientBalance = { ...nothing, codeNames: ['TooFew'] };
  expect(matchesOf({ usedKey, unknownCustomer: nothing, insufficientBalance })).toEqual({
    usedKey: {
      codeNames: [...defaultUsedKey.codeNames, 'Repeated'],
      errorCodes: [57],
      messages: [...defaultUsedKey.messages, '^used$'],
    },
    unknownCustomer: defaultUnknownCustomer,
    insufficientBalance: {
      ...defaultInsufficientBalance,
      codeNames: [...defaultInsufficientBalance.codeNames, 'TooFew'],
    },
  });
});
