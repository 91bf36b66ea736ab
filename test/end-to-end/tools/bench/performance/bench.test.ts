import { describe, expect, test } from 'vitest';
import { bench } from '../../../../../tools/bench/performance/bench.ts';
import { competitorNames } from '../../../../../tools/bench/performance/competitor-names.ts';
import { peerIsThere } from '../../../../../tools/bench/performance/peer.ts';
import { NO_RUNTIME_CLIENT, runtimeClientIsThere } from '../../../../support/lambda-runtime/runtime-client.ts';
import { inABox } from '../../../../support/loud.ts';

if (!runtimeClientIsThere()) console.warn(inABox(NO_RUNTIME_CLIENT));

/** The peer's packages are installed by `npm run bench` alone: here it takes part where they are. */
const competitors = competitorNames.filter((name) => name !== 'peer' || peerIsThere());
const silent = { step: () => undefined, tell: () => undefined };

describe.skipIf(!runtimeClientIsThere())('npm run bench', () => {
  test('every function does its work, and is measured cold and warm', async () => {
    const report = await bench(
      {
        sections: ['cold', 'warm', 'time'],
        competitors,
        rounds: 1,
        processes: 1,
        warmUp: 1,
        deliveries: 1,
        seed: 1,
        latencyMs: 0,
        before: null,
      },
      silent,
    );
    const { cold = [], warm = [], time = [] } = report;
    expect(cold.map(({ name }) => name)).toEqual(competitors);
    expect(warm.map(({ name }) => name)).toEqual(competitors);
    for (const { coldMs, cpuMs, residentMb } of cold) {
      expect(coldMs.median).toBeGreaterThan(0);
      expect(cpuMs.median).toBeGreaterThan(0);
      expect(residentMb.median).toBeGreaterThan(10);
    }
    for (const { cpuMs, tookMs } of warm) {
      expect(cpuMs.median).toBeGreaterThan(0);
      expect(tookMs.median).toBeGreaterThan(0);
    }
    const names = time.map(({ part }) => part);
    expect(names).toContain('it runs: zod');
    expect(names).toContain('**GetSecretValue**');
    expect(names).toContain('**POST points**');
    const shares = time.slice(0, -1).reduce((sum, { share }) => sum + share, 0);
    // All but the moment in which the event is handed over.
    expect(shares).toBeCloseTo(1, 1);
  }, 180_000);
});
