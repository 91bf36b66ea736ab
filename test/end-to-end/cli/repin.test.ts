import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { woocommerceOrder } from '../../../local/demo-orders.ts';
import { demoStores } from '../../../local/demo-stores.ts';
import { runCommand } from '../../support/local-cli.ts';
import simulated from '../../support/simulated.config.ts';
import { signedBody, startTestPlatform } from '../../support/test-platform.ts';

test('gives past orders another rule as entries for the difference, once, and only when told to', async () => {
  const state = await mkdtemp(join(tmpdir(), 'ponte-repin-'));
  const ponte = (...options: string[]) =>
    runCommand('ponte', ['repin', '--since', '2026-05-01T00:00:00Z', '--until', '2026-06-01T00:00:00Z', ...options], {
      PONTE_STATE: state,
    });
  const before = await startTestPlatform({ state });
  for (const [id, month] of [
    ['101', '05'],
    ['102', '04'],
  ]) {
    const at = `2026-${month}-10T10:00:00`;
    const paid = { email: `bia${id}@example.com`, at, paidAt: at, price: '40.00', coupon: '0.00', total: '40.00' };
    const body = JSON.stringify(woocommerceOrder({ ...paid, id: String(id), refunds: [] }));
    expect((await before.send(signedBody('woocommerce', body))).outcome?.outcome).toBe('applied');
  }
  await before.stop();

  // Nothing under 60 earns in the changed configuration.
  const platform = await startTestPlatform({ state, shops: () => ({ config: simulated, stores: demoStores }) });
  try {
    const line = 'demo-woocommerce/101  −40  "demo" → "minimum"\nOrders: 1, together −40 points.\n';
    expect(await ponte()).toEqual({ exitCode: 0, out: `${line}Nothing was written; --apply does it.\n`, err: '' });
    expect(await platform.balance('bia101@example.com')).toBe(40);

    expect(await ponte('--apply')).toEqual({ exitCode: 0, out: line, err: '' });
    await expect.poll(() => platform.balance('bia101@example.com'), { timeout: 20_000 }).toBe(0);
    // It was paid in another month.
    expect(await platform.balance('bia102@example.com')).toBe(40);

    expect((await ponte('--apply')).out).toBe('Orders: 0, together +0 points.\n');
  } finally {
    await platform.stop();
    await rm(state, { recursive: true });
  }
}, 120_000);
