import { defineConfig } from 'vitest/config';

/**
 * The fast tests of the domain, against which its mutants are run. Not Stryker's `testFiles`: with them, mutants of what
 * a module makes when it is loaded are not noticed.
 */
export default defineConfig({
  test: {
    include: [
      'test/orders/*.test.ts',
      'test/points/*.test.ts',
      'test/ledger/{merge-facts,collect-refunds,observation,other-order,plan-entries,pending-since,take-rest,target}.test.ts',
      'test/ledger/{attempt,entry,entry-reason,next-step,retry-delay,vectors,refund-vectors}.test.ts',
      'test/ledger/{stored-*,in-order,json-text,award-record}.test.ts',
      'test/points-api/reply-{table,code}.test.ts',
      'test/accounts/account-health.test.ts',
      'test/woocommerce/*.test.ts',
    ],
  },
});
