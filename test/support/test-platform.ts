import { type DeliveryAnswer, deliver, type OutgoingDelivery } from '../../local/deliver.ts';
import { demoShopify, demoWooCommerce } from '../../local/demo-stores.ts';
import { signedDelivery } from '../../local/outgoing-delivery.ts';
import { type Platform, type PlatformOptions, startPlatform } from '../../local/platform.ts';
import { type SettledOrders, watchSettledOrders } from '../../local/settled-orders.ts';
import { readBalance } from '../../local/tell-story.ts';
import type { Sandbox } from '../../sandbox/sandbox-server.ts';
import { recorded } from '../fixtures/load.ts';

/** A platform of a test file, and everything that its functions wrote. */
export interface TestPlatform extends Platform {
  readonly sandbox: Sandbox;
  readonly lines: readonly string[];
  readonly settled: SettledOrders;
  send(delivery: OutgoingDelivery): Promise<DeliveryAnswer>;
  balance(customer: string): Promise<number>;
}

export async function startTestPlatform(options: Partial<PlatformOptions> = {}): Promise<TestPlatform> {
  const lines: string[] = [];
  const settled = watchSettledOrders();
  const platform = await startPlatform({
    port: 0,
    state: 'memory',
    reconciles: false,
    ...options,
    log(functionName, line) {
      lines.push(`${functionName} ${line}`);
      settled.log(functionName, line);
    },
  });
  const { sandbox, url } = platform;
  if (sandbox === null) throw new Error('tests use the sandbox');
  return {
    ...platform,
    sandbox,
    lines,
    settled,
    send: (delivery) => deliver(url, delivery),
    balance: (customer) => readBalance(sandbox.url, customer),
  };
}

/** A recorded delivery, byte for byte and with the headers that it came with. */
export function recordedDelivery(number: string, headers: Readonly<Record<string, string>> = {}): OutgoingDelivery {
  const { headers: all, rawBody } = recorded(number);
  const { host, connection, 'content-length': length, 'accept-encoding': encoding, ...kept } = all;
  return { platform: 'woocommerce', store: 'demo-woocommerce', headers: { ...kept, ...headers }, rawBody };
}

/** Any text or bytes, signed for the demo store of a platform. */
export function signedBody(
  platform: 'shopify' | 'woocommerce',
  body: string | Uint8Array,
  topic: string | null = platform === 'shopify' ? 'orders/updated' : 'order.updated',
): OutgoingDelivery {
  const store = platform === 'shopify' ? demoShopify : demoWooCommerce;
  return signedDelivery(store, { topic, rawBody: Buffer.from(body), secret: store.webhookSecret });
}
