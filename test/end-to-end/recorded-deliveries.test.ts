import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordedNames } from '../fixtures/load.ts';
import { personalData, personalDataIn } from '../support/personal-data.ts';
import { recordedDelivery, startTestPlatform, type TestPlatform } from '../support/test-platform.ts';

/** Worked out by hand from what the shop did in each step. */
const FINAL = {
  'noor.devries@example.com': 137,
  'guest.b@example.com': 7,
  'fee@example.com': 52,
  'quinn@example.com': 6,
  'guus.gast@example.com': 0,
  'yen@example.com': 0,
  'free@example.com': 0,
};

describe.each([
  { often: 'once', times: 1 },
  { often: 'twice', times: 2 },
])('every recorded WooCommerce delivery, in order, sent $often', ({ times }) => {
  let platform: TestPlatform;
  const answers: { name: string; status: number; text: string; severity: string }[] = [];

  beforeAll(async () => {
    platform = await startTestPlatform();
    for (const name of recordedNames) {
      for (let time = 0; time < times; time += 1) {
        const { status, text, outcome } = await platform.send(recordedDelivery(name));
        answers.push({ name, status, text, severity: outcome?.severity ?? 'none' });
      }
    }
  });
  afterAll(() => platform.stop());

  test('is answered with 200, and never with an error', () => {
    expect(answers).toHaveLength(61 * times);
    expect(answers.filter(({ status, severity }) => status !== 200 || severity === 'error')).toEqual([]);
  });

  test('ends at the balances that the orders came to', async () => {
    const customers = new Set([...Object.keys(FINAL), ...Object.keys(platform.sandbox.core.state().balances)]);
    const balances: Record<string, number> = {};
    for (const customer of customers) balances[customer] = await platform.balance(customer);
    expect(balances).toEqual(FINAL);
  });

  test('changes each balance once for each change key, with one request for each', () => {
    const { changes, requests } = platform.sandbox.core.state();
    expect(new Set(changes.map(({ changeKey }) => changeKey)).size).toBe(changes.length);
    expect(changes.filter(({ sent }) => sent !== 1)).toEqual([]);
    expect(requests.change).toBe(changes.length);
  });

  test('leaves one log line for each delivery', () => {
    expect(platform.lines.filter((line) => line.startsWith('woocommerce '))).toHaveLength(answers.length);
  });

  test('leaves no personal data and no secret in any log line or answer', () => {
    expect(personalData).toEqual(
      expect.arrayContaining(['noor.devries@example.com', 'Noor', 'wc_order_VSb5VnOdfblB7']),
    );
    expect(personalDataIn('to noor.devries%40example.com')).toEqual(['noor.devries@example.com']);
    const written = [...platform.lines, ...answers.map(({ text }) => text)];
    expect(written.filter((line) => personalDataIn(line).length > 0)).toEqual([]);
  });
});
