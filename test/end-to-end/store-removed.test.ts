import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundleHandlers } from '../../build/bundle-handlers.ts';
import { functionsIn, type StartFunctions } from '../../local/functions.ts';
import type { PlatformOptions } from '../../local/platform.ts';
import { runCommand } from '../support/local-cli.ts';
import { changeEntries } from '../support/platform-ledger.ts';
import { recordedDelivery, startTestPlatform, type TestPlatform } from '../support/test-platform.ts';

const ORDER = { store: 'demo-woocommerce', id: 18 };
const NAME = `${ORDER.store}/${ORDER.id}`;
const DAY_MS = 86_400_000;

let state: string;
let running: TestPlatform | null = null;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-store-'));
});
afterEach(async () => {
  await running?.stop();
  running = null;
  await rm(state, { recursive: true });
});

async function restart(options: Pick<PlatformOptions, 'posting' | 'functions'> = {}): Promise<TestPlatform> {
  await running?.stop();
  running = null;
  running = await startTestPlatform({ state, ...options });
  return running;
}

const withoutWooCommerce: StartFunctions = async (environment, log) => {
  const outDirectory = join(state, 'without-woocommerce');
  await bundleHandlers({ config: 'test/support/shopify-only.config.ts', outDirectory });
  return await functionsIn(outDirectory)(environment, log);
};
const ponte = (...args: string[]) => runCommand('ponte', args, { PONTE_STATE: state });

test('a store that is taken out and brought back: what waits is parked after 14 days, and redriven once', async () => {
  const before = await restart({ posting: 'off' });
  expect(await before.send(recordedDelivery('007'))).toMatchObject({ status: 202 });

  const without = await restart({ functions: withoutWooCommerce });
  expect(await without.send(recordedDelivery('007'))).toMatchObject({
    status: 404,
    outcome: { outcome: 'unknownStore' },
  });
  await changeEntries(without, ORDER, { notBeforeMs: 0, storeMissingSinceMs: Date.now() - 13 * DAY_MS });
  const lines = () => without.lines.filter((line) => line.includes('"order":"18"') && line.includes('"what":"settle"'));
  await expect.poll(() => lines().at(-1), { timeout: 20_000 }).toContain('"reason":"storeMissing"');
  expect(await ponte('parked')).toMatchObject({ out: 'Nothing is parked.\n' });

  await changeEntries(without, ORDER, { notBeforeMs: 0, storeMissingSinceMs: Date.now() - 15 * DAY_MS });
  expect((await without.settled.until('18', 20_000))?.outcome).toBe('parked');
  expect((await ponte('parked')).out).toMatch(new RegExp(`^${NAME} {2}since .*, storeRemoved\\n`));
  expect(without.sandbox.core.state().changes).toEqual([]);

  const back = await restart();
  expect((await ponte('parked')).out).toContain('1 parked.');
  expect(await ponte('redrive', NAME)).toMatchObject({ exitCode: 0, out: `${NAME}  is sent through again\n` });
  expect((await back.settled.until('18', 20_000))?.outcome).toBe('applied');
  expect(await back.balance('noor.devries@example.com')).toBe(52);
  expect(await back.send(recordedDelivery('007'))).toMatchObject({ outcome: { message: 'already recorded' } });
  expect(back.sandbox.core.state().changes).toHaveLength(1);
}, 120_000);
