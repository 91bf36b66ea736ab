import { expect, test } from 'vitest';
import type { PonteEvent } from '../../src/ports/telemetry.ts';
import { createCircuitBreaker } from '../../src/posting/circuit-breaker.ts';
import { withoutPosting } from '../../src/posting/without-posting.ts';
import { createModelAccountStates } from '../support/models/account-states.ts';
import { ACCOUNT, clockAt, workOf } from '../support/posting-bench.ts';
import { demoStore } from '../support/shopify/store.ts';

test('while posting is off no account may be called, it is told, and whoever waits comes back within ten minutes', async () => {
  const clock = clockAt();
  const accounts = createModelAccountStates();
  const told: PonteEvent[] = [];
  const breaker = withoutPosting(createCircuitBreaker(accounts, ACCOUNT, 'delivery'), (event) => told.push(event));
  const deadline = workOf({ now: clock.now });
  expect(await breaker.tryAcquire(demoStore, '1', deadline)).toEqual({
    kind: 'refused',
    reason: 'postingOff',
    because: 'posting is switched off for all stores',
    untilMs: clock.now() + 300_000,
    spreadMs: 300_000,
  });
  const message = 'posting is switched off for all stores';
  expect(told).toEqual([{ kind: 'alarm', reason: 'postingOff', message }]);
  expect(await accounts.load(demoStore.account, deadline.signal)).toBeNull();
});
