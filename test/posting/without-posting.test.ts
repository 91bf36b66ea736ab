import { expect, test } from 'vitest';
import { createCircuitBreaker } from '../../src/posting/circuit-breaker.ts';
import { withoutPosting } from '../../src/posting/without-posting.ts';
import { createModelCircuitStore } from '../support/models/circuit-store.ts';
import { clockAt, PAUSE, workOf } from '../support/posting-bench.ts';
import { demoStore } from '../support/shopify/store.ts';

test('while posting is off no account may be called, and whoever waits comes back within ten minutes', async () => {
  const clock = clockAt();
  const circuits = createModelCircuitStore();
  const breaker = withoutPosting(createCircuitBreaker(circuits, PAUSE));
  const deadline = workOf({ now: clock.now });
  expect(await breaker.tryAcquire(demoStore, '1', deadline)).toEqual({
    kind: 'refused',
    reason: 'postingOff',
    because: 'posting is switched off for all stores',
    untilMs: clock.now() + 300_000,
    spreadMs: 300_000,
  });
  expect(await circuits.load(demoStore.account, deadline.signal)).toBeNull();
});
