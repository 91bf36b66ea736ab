import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { recordedDelivery, signedBody, startTestPlatform, type TestPlatform } from '../support/test-platform.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());

const wronglySigned = () => platform.send(recordedDelivery('007', { 'x-wc-webhook-signature': 'AAAA' }));
const TOLD = '"what":"storeRefused","store":"demo-woocommerce"';
const toldBy = (functionName: string) =>
  platform.lines.filter((line) => line.startsWith(functionName) && line.includes(TOLD));

test('at the fourth refusal the function tells which store is refused, and then every sweep does until a genuine delivery', async () => {
  for (let count = 1; count <= 3; count += 1) expect(await wronglySigned()).toMatchObject({ status: 401 });
  expect(toldBy('')).toEqual([]);

  expect(await wronglySigned()).toMatchObject({ status: 401 });
  expect(toldBy('woocommerce')).toEqual([expect.stringContaining('"refusals":4')]);
  await vi.waitFor(() => expect(toldBy('sweep').length).toBeGreaterThan(1), { timeout: 15_000 });

  // Of another store, which changes nothing for this one.
  expect(await platform.send(signedBody('shopify', '{}'))).toMatchObject({ status: 200 });
  expect(await platform.send(recordedDelivery('007'))).toMatchObject({ status: 200 });
  const sweepsNow = () => platform.lines.filter((line) => /^sweep .*"what":"sweep"/.test(line)).length;
  const before = sweepsNow();
  // One may have been under way.
  await vi.waitFor(() => expect(sweepsNow()).toBeGreaterThan(before), { timeout: 15_000 });
  const told = toldBy('sweep').length;
  await vi.waitFor(() => expect(sweepsNow()).toBeGreaterThan(before + 2), { timeout: 15_000 });
  expect(toldBy('sweep')).toHaveLength(told);
}, 60_000);
