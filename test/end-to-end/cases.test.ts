import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { casesOf, type MadeCase } from '../fixtures/cases.ts';
import { signedBody, startTestPlatform, type TestPlatform } from '../support/test-platform.ts';

type Deliveries = MadeCase['deliveries'];

/** Each order of arrival in which a case is played, with other ids and another customer. */
const ARRIVALS: Readonly<Record<string, (deliveries: Deliveries) => Deliveries>> = {
  'in order': (deliveries) => deliveries,
  'in reverse': (deliveries) => deliveries.toReversed(),
  'each twice': (deliveries) => deliveries.flatMap((delivery) => [delivery, delivery]),
  'in order, and again in reverse': (deliveries) => [...deliveries, ...deliveries.toReversed()],
};

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());

describe.each(Object.keys(ARRIVALS))('%s', (arrival) => {
  test.each(casesOf(Object.keys(ARRIVALS).indexOf(arrival) + 1))('$name comes to $right', async (made) => {
    for (const { topic, body } of ARRIVALS[arrival]?.(made.deliveries) ?? []) {
      expect((await platform.send(signedBody(made.platform, body, topic))).status).toBe(200);
    }
    expect(await platform.balance(made.customer)).toBe(made.right);
  });
});
