import { expect, test } from 'vitest';
import { patternFault } from '../../build/pattern-faults.ts';
import {
  defaultInsufficientBalance,
  defaultUnknownCustomer,
  defaultUsedKey,
} from '../../src/bonifiq/default-matches.ts';

/** Ten seconds for each, or more on a busy machine: too long for every build, which judges the patterns of stores alone. */
const WITHIN_MS = 310_000;
const defaults = [defaultUsedKey, defaultUnknownCustomer, defaultInsufficientBalance];

test.each(defaults.flatMap(({ messages }) => messages))(
  'no reply holds up the search for %s',
  async (pattern) => expect(await patternFault(pattern)).toBeNull(),
  WITHIN_MS,
);
