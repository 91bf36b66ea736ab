import { expect, test } from 'vitest';
import { burst } from '../../../../tools/bench/burst.ts';
import { ratios } from '../../../../tools/bench/burst-report.ts';

test('a burst is answered before its orders are settled, and every one of them gets its points', async () => {
  const report = await burst({ deliveries: 5, seed: 1, emit: () => undefined });
  expect(report.outcomes).toEqual({ queued: { deferred: 5 }, inline: { applied: 5 }, peer: { '200': 5 } });
  expect(report.earlyChanges).toBe(0);
  // Those of the warm-up, too: 25 orders of each store, of 52 points each.
  expect(report.leftByLoad).toEqual({ pending: 25, parked: 0 });
  expect(report.left).toEqual({ pending: 0, parked: 0 });
  expect(report.verdict).toMatchObject({ orders: 50, points: 2_600, changes: 50, faults: [] });
}, 120_000);

test('ratios are to the peer', () => {
  const answers = {
    queued: { p50Ms: 6, p95Ms: 9, p99Ms: 8 },
    inline: { p50Ms: 40, p95Ms: 60, p99Ms: 100 },
    peer: { p50Ms: 4, p95Ms: 6, p99Ms: 16 },
  };
  expect(ratios({ answers })).toEqual({
    queued: { p50: 1.5, p95: 1.5, p99: 0.5 },
    inline: { p50: 10, p95: 10, p99: 6.25 },
  });
});
