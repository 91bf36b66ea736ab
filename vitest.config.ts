import { defineConfig } from 'vitest/config';

/** What starts processes, bundles, packages or the local platform, and what waits in real time. */
const END_TO_END = 'test/end-to-end/**/*.test.ts';
/** Histories, kills and deliberate mistakes: a share of what `npm run verify` does for longer. */
const VERIFY = 'test/verify/**/*.test.ts';
/** `npm run verify` alone runs these. */
const LONG = 'test/verify/**/*.long.test.ts';

export default defineConfig({
  test: {
    testTimeout: 120_000,
    // What bundles or starts the platform for a whole file takes as long as a test that does.
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [END_TO_END, VERIFY] } },
      {
        extends: true,
        // A browser or a process on a busy machine takes longer than a second.
        test: { name: 'end-to-end', include: [END_TO_END], expect: { poll: { timeout: 10_000 } } },
      },
      { extends: true, test: { name: 'verify', include: [VERIFY], exclude: [LONG] } },
      { extends: true, test: { name: 'long', include: [LONG] } },
    ],
  },
});
