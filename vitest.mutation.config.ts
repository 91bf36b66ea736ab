import { defineConfig } from 'vitest/config';

/**
 * The fast tests of the domain, against which its mutants are run. Not Stryker's `testFiles`: with them, mutants of what
 * a module makes when it is loaded are not noticed.
 */
export default defineConfig({
  test: {
    include: [
      'test/domain/*.test.ts',
      'test/aws/dynamodb/{stored-*,in-order,json-text}.test.ts',
      'test/bonifiq/{read-reply,reply-code}.test.ts',
      'test/platforms/woocommerce/*.test.ts',
    ],
  },
});
