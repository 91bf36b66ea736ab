import { beforeEach, describe, expect, test } from 'vitest';
import { handlersInSimulatedTime } from '../support/handlers-in-simulated-time.ts';
import { bytes, createWorld, headersOf, type World } from '../support/webhook-world.ts';

const DAY_MS = 86_400_000;
const signal = new AbortController().signal;

let world: World;
beforeEach(() => {
  world = createWorld();
});

const missing = () => Promise.reject(Object.assign(new Error('no such secret'), { name: 'ResourceNotFoundException' }));
const stranger = (at: number) => ({ rawBody: bytes(`{"id":${at},"a":"${'a'.repeat(30)}"}`.slice(0, 40)) });
const headers = (of: { readonly rawBody: Uint8Array }) => headersOf('woocommerce', { ...of, signature: 'c2lnbmVk' });

/** Lets settle have every batch at its time until nothing waits. The runs of settle, and the ages at which they were. */
async function untilNothingWaits(handlers: ReturnType<typeof handlersInSimulatedTime>) {
  const begunAtMs = world.now();
  const ages: number[] = [];
  for (let nextMs = world.unverified.nextAtMs(); nextMs !== null; nextMs = world.unverified.nextAtMs()) {
    world.passTime(nextMs - world.now());
    if ((await handlers.settleUnverified()) > 0) ages.push((world.now() - begunAtMs) / 1_000);
  }
  return { runs: ages.length, ages, tookMs: world.now() - begunAtMs };
}

describe('of a store whose secret is missing', () => {
  test('one request of 40 bytes costs 342 runs and as many reads in 14 days, and is parked', async () => {
    const handlers = handlersInSimulatedTime(world, missing);
    const { rawBody } = stranger(1);
    expect(rawBody.byteLength).toBe(40);
    expect(await handlers.request('woocommerce', headers({ rawBody }), rawBody)).toBe(202);

    const { runs, ages, tookMs } = await untilNothingWaits(handlers);
    /*
     * After 60 s, then three times as long as it has waited: at 240 and at 960. Then every 3,600 s; the copy of 240 s is four
     * days old (345,600) at 960 + 96 × 3,600 = 346,560, try 3 + 96 = 99. The next copy comes 900 s later, try 100 at 347,460,
     * is four days old 96 tries on, at 693,060; the one after it comes at 693,960 (try 197) and lasts until 1,039,560 (293).
     * The last comes at 1,040,460 (294), and 47 tries on, at 1,209,660, 14 days (1,209,600) are over: try 341.
     */
    expect(ages.slice(0, 6)).toEqual([60, 240, 960, 4_560, 8_160, 11_760]);
    expect(ages.slice(97, 100)).toEqual([342_960, 346_560, 347_460]);
    expect(ages.at(-1)).toBe(1_209_660);
    expect(runs).toBe(341);
    expect(tookMs).toBeGreaterThan(14 * DAY_MS);
    // One for each run of settle and the one of the webhook function.
    expect(handlers.reads()).toBe(342);
    expect(world.ledger.parkedDeliveries()).toMatchObject([{ reason: 'keptTooLong', body: Buffer.from(rawBody) }]);
    expect(world.unverified.deadLetters()).toEqual([]);
  });

  test('many requests cost one read a minute and container, and a batch of them one', async () => {
    const handlers = handlersInSimulatedTime(world, missing);
    for (let sent = 0; sent < 100; sent += 1) {
      const of = stranger(sent);
      expect(await handlers.request('woocommerce', headers(of), of.rawBody)).toBe(202);
      world.passTime(1_000);
    }
    // At 0 and at 60 s.
    expect(handlers.reads()).toBe(2);
    const before = handlers.reads();
    expect(await handlers.settleUnverified()).toBe(5);
    expect(handlers.reads()).toBe(before + 1);
  });

  test('no more than the bound are kept; what leaves makes room', async () => {
    world = createWorld({ settling: { unverifiedDeliveries: 3 } });
    let secret: () => Promise<string> = missing;
    const handlers = handlersInSimulatedTime(world, () => secret());
    const send = (at: number) => handlers.request('woocommerce', headers(stranger(at)), stranger(at).rawBody);
    expect([await send(1), await send(2), await send(3), await send(4)]).toEqual([202, 202, 202, 503]);
    secret = async () => JSON.stringify({ webhookSecrets: ['a-made-up-secret-of-the-store'] });
    world.passTime(60_000);
    expect(await handlers.settleUnverified()).toBe(3);
    expect(world.unverified.nextAtMs()).toBeNull();
    secret = missing;
    const again = handlersInSimulatedTime(world, () => secret());
    expect(await again.request('woocommerce', headers(stranger(5)), stranger(5).rawBody)).toBe(202);
    expect(world.ledger.parkedDeliveries()).toHaveLength(3);
    expect((await world.dependencies.ledger.ready(world.now(), null, signal)).keys).toEqual([]);
  });
});
