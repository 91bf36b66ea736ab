import { expect, test } from 'vitest';
import { shopifyBytes } from '../fixtures/load.ts';
import { createWorld, deliver } from '../support/webhook-world.ts';

const rawBody = shopifyBytes('orders-paid');

/** Which accounts had been anticipated when the secret was asked for. */
async function anticipatedOf(settlement: 'inline' | 'queued') {
  const world = createWorld({ shopify: { settlement } });
  const anticipated: string[] = [];
  const { circuitBreaker, secrets } = world.dependencies;
  let whenAsked: readonly string[] | null = null;
  const dependencies = {
    ...world.dependencies,
    circuitBreaker: {
      ...circuitBreaker,
      anticipate(...args: Parameters<typeof circuitBreaker.anticipate>) {
        anticipated.push(args[0].account);
        circuitBreaker.anticipate(...args);
      },
    },
    secrets: {
      ...secrets,
      read(...args: Parameters<typeof secrets.read>) {
        whenAsked ??= [...anticipated];
        return secrets.read(...args);
      },
    },
  };
  await deliver({ ...world, dependencies }, 'shopify', { rawBody, topic: 'orders/paid' });
  return whenAsked;
}

test('the account is read while the secret is', async () => {
  expect(await anticipatedOf('inline')).toEqual(['demo-shopify']);
});

test('it is not where the delivery makes no call', async () => {
  expect(await anticipatedOf('queued')).toEqual([]);
});
