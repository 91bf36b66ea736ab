import { shopifyOrder } from '../../local/demo-orders.ts';
import { shopifyBytes } from '../../test/fixtures/load.ts';
import { signedBody, type TestPlatform } from '../../test/support/test-platform.ts';

const HOUR_MS = 3_600_000;

/** An order that was refunded in part and edited, one that BonifiQ refused, and a body that cannot be read: what the demo's story leaves out. */
export async function playAfterwards(
  platform: TestPlatform,
  moveClock: (byMs: number) => Promise<void>,
): Promise<void> {
  const { core } = platform.sandbox;
  await platform.send(signedBody('shopify', shopifyBytes('orders-paid'), 'orders/paid'));
  await moveClock(2 * HOUR_MS);
  await platform.send(signedBody('shopify', shopifyBytes('refunds-create-partial'), 'refunds/create'));
  await moveClock(5 * HOUR_MS);
  await platform.send(signedBody('shopify', shopifyBytes('orders-updated-partially-refunded'), 'orders/updated'));
  core.setFaults([{ kind: 'refusal', codeName: 'CustomerBlocked', times: 1, operation: 'change' }]);
  await platform.send(signedBody('shopify', JSON.stringify(paid('5011', 'rita@example.com', '75.00')), 'orders/paid'));
  core.setFaults([]);
  await platform.send(
    signedBody(
      'shopify',
      JSON.stringify({ ...paid('5012', 'davi@example.com', '60.00'), total_price: 'sixty' }),
      'orders/paid',
    ),
  );
}

/** From now on BonifiQ takes no change: an order waits. */
export async function playServerError(platform: TestPlatform): Promise<void> {
  platform.sandbox.core.setFaults([{ kind: 'status', status: 503, operation: 'change' }]);
  await platform.send(signedBody('shopify', JSON.stringify(paid('5013', 'bia@example.com', '48.00')), 'orders/paid'));
}

function paid(id: string, email: string, price: string) {
  const name = `#${Number(id) - 4_000}`;
  return shopifyOrder({
    id,
    name,
    email,
    at: '2026-03-15T10:00:00Z',
    quantity: 1,
    price,
    shipping: '0.00',
    total: price,
  });
}
