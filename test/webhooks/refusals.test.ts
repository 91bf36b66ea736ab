import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { outcomeTable } from '../../src/domain/outcome-table.ts';
import { sign } from '../../src/platforms/hmac-signature.ts';
import type { SecretsResult } from '../../src/ports/secrets-reader.ts';
import type { WebhookDependencies } from '../../src/webhooks/receive-webhook.ts';
import { recorded, recordedNames, shopifyBytes } from '../fixtures/load.ts';
import { CREDENTIALS, createModelSecrets, WEBHOOK_SECRET } from '../support/models/secrets.ts';
import { bytes, createWorld, deliver, STORES, type World } from '../support/webhook-world.ts';

const order = shopifyBytes('orders-paid');

let world: World;
beforeEach(() => {
  world = createWorld();
});

/** A world whose secrets and ledger may not be touched. */
function untouchable(): Pick<World, 'dependencies' | 'deadline'> {
  const refuse = () => Promise.reject(new Error('touched'));
  const dependencies: World['dependencies'] = {
    ...world.dependencies,
    secrets: { read: refuse, reread: refuse, readSince: refuse },
    unverifiedRoom: { take: refuse, giveBack: refuse },
    ledger: {
      load: refuse,
      save: refuse,
      ready: refuse,
      hideUntil: refuse,
      parkDelivery: refuse,
      parkOtherShop: refuse,
      clearDelivery: refuse,
      parkedSinceMs: refuse,
    },
  };
  return { ...world, dependencies };
}

function nothingIsBelieved(): void {
  expect(world.ledger.orders()).toEqual([]);
  expect(world.ledger.parkedDeliveries()).toEqual([]);
  expect(world.sandbox.state().requests).toEqual({ change: 0, upsert: 0, read: 0 });
}

function nothingHappened(): void {
  nothingIsBelieved();
  expect(world.queue.nextAtMs()).toBeNull();
  expect(world.unverified.nextAtMs()).toBeNull();
}

describe("WooCommerce's ping", () => {
  const ping = (body: string, signature: string | null = null, store: string = STORES.woocommerce) =>
    deliver(untouchable(), 'woocommerce', { rawBody: bytes(body), signature, store });

  test.each(['webhook_id=1', 'webhook_id=0', 'webhook_id=42', `webhook_id=${'9'.repeat(53)}`])(
    '%s is answered before anything is read',
    async (body) => {
      const outcome = await ping(body);
      expect(outcome).toMatchObject({ kind: 'nothingToDo', message: 'ping', order: null });
      expect(outcomeTable[outcome.kind].httpStatus).toBe(200);
    },
  );

  test.each(recordedNames.filter((name) => name.includes('ping')))('%s, as recorded', async (name) => {
    const { rawBody, headers } = recorded(name);
    const delivery = {
      platform: 'woocommerce',
      rawBody,
      signature: headers['x-wc-webhook-signature'] ?? null,
    } as const;
    expect(await deliver(untouchable(), 'woocommerce', delivery)).toMatchObject({ message: 'ping' });
  });

  test.each(['nobody', '', STORES.shopify])('is unknown to a store that is not there: %j', async (store) => {
    const outcome = await ping('webhook_id=1', null, store);
    expect(outcome).toMatchObject({ kind: 'unknownStore', reason: 'unknownStore' });
    expect(outcomeTable[outcome.kind].httpStatus).toBe(404);
    nothingHappened();
  });

  test.each([
    'webhook_id=',
    'webhook_id=1 ',
    ' webhook_id=1',
    'webhook_id=1\n',
    'webhook_id=1\nwebhook_id=2',
    'webhook_id=1&x=1',
    'webhook_id=-1',
    'webhook_id=1.0',
    'webhook_id=١',
    'Webhook_id=1',
    'webhook_ids=1',
    '"webhook_id=1"',
    `webhook_id=${'9'.repeat(60)}`,
    '',
  ])('%j is none', async (body) => {
    const missed = await deliver(world, 'woocommerce', { rawBody: bytes(body), signature: null });
    expect(missed.kind).toBe('signatureRefused');
    nothingHappened();
  });

  test('is none with a signature, even an empty one', async () => {
    for (const signature of ['', 'x']) {
      const signed = await deliver(world, 'woocommerce', { rawBody: bytes('webhook_id=1'), signature });
      expect(signed.kind).toBe('signatureRefused');
    }
    // Signed, it is a delivery that nobody can read.
    expect(await deliver(world, 'woocommerce', { rawBody: bytes('webhook_id=1') })).toMatchObject({ kind: 'parked' });
  });

  test('is nothing to Shopify', async () => {
    const sent = await deliver(world, 'shopify', { rawBody: bytes('webhook_id=1'), signature: null });
    expect(sent.kind).toBe('signatureRefused');
  });
});

describe('a store that is not there', () => {
  test.each([
    'nobody',
    '',
    ' ',
    'demo-shopify ',
    'Demo-Shopify',
    '../demo-shopify',
    '__proto__',
    'constructor',
    // The other platform's.
    STORES.woocommerce,
  ])('%j', async (store) => {
    expect((await deliver(untouchable(), 'shopify', { rawBody: order, store })).kind).toBe('unknownStore');
    nothingHappened();
  });

  test("Shopify's is not WooCommerce's", async () => {
    expect((await deliver(untouchable(), 'woocommerce', { rawBody: order, store: STORES.shopify })).kind).toBe(
      'unknownStore',
    );
  });
});

describe('the size of a body', () => {
  const filled = (size: number) => Buffer.concat([order, Buffer.alloc(size - order.byteLength, ' ')]);
  const limit = 5_242_880;

  test('5 MiB are taken', async () => {
    expect(await deliver(world, 'shopify', { rawBody: filled(limit) })).toMatchObject({ kind: 'applied' });
  });

  test('one byte more is not, before anything is read', async () => {
    expect((await deliver(untouchable(), 'shopify', { rawBody: filled(limit + 1) })).kind).toBe('tooLarge');
    nothingHappened();
  });
});

describe('a signature that does not fit', () => {
  test('is refused when it is missing, and says which header', async () => {
    const outcome = await deliver(untouchable(), 'shopify', { rawBody: order, signature: null });
    expect(outcome).toEqual({
      kind: 'signatureRefused',
      reason: 'signatureMissing',
      message: 'the x-shopify-hmac-sha256 header is missing; was this sent by shopify?',
      order: null,
      entries: [],
    });
  });

  test.each([
    ['that is empty', ''],
    ['that is no base64', 'not a signature'],
    ['of another secret', sign(order, 'another-made-up-secret')],
    ['of the secret in other letters', sign(order, WEBHOOK_SECRET.toUpperCase())],
    ['of the secret with a newline', sign(order, `${WEBHOOK_SECRET}\n`)],
    ['of another body', sign(bytes('{}'), WEBHOOK_SECRET)],
    ['followed by a newline', `${sign(order, WEBHOOK_SECRET)}\n`],
    ['followed by a space', `${sign(order, WEBHOOK_SECRET)} `],
    ['without its padding', sign(order, WEBHOOK_SECRET).replace(/=+$/, '')],
    ['sent twice', `${sign(order, WEBHOOK_SECRET)},${sign(order, WEBHOOK_SECRET)}`],
  ])('is refused: one %s', async (_name, signature) => {
    const outcome = await deliver(world, 'shopify', { rawBody: order, signature });
    expect(outcome.kind).toBe('signatureRefused');
    expect(outcome.message).toContain('webhookSecrets of store "demo-shopify"');
    nothingHappened();
  });

  test('one flipped bit of a real body or of its signature is refused, and changes nothing', async () => {
    const { rawBody, headers } = recorded('007');
    const signature = headers['x-wc-webhook-signature'] ?? '';
    const secret = { bonifiq: CREDENTIALS, webhookSecrets: [recorded('007').secret] };
    const dependencies = { ...world.dependencies, secrets: createModelSecrets(secret) };
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.nat(), fc.nat(6), async (inBody, at, bit) => {
        const sent = inBody
          ? { rawBody: flipped(rawBody, at, bit), signature }
          : { rawBody, signature: Buffer.from(flipped(Buffer.from(signature), at, bit)).toString('latin1') };
        expect((await deliver({ ...world, dependencies }, 'woocommerce', sent)).kind).toBe('signatureRefused');
      }),
    );
    nothingHappened();
    expect(await deliver({ ...world, dependencies }, 'woocommerce', { rawBody, signature })).toMatchObject({
      kind: 'applied',
    });
  });
});

describe('secrets', () => {
  const bonifiq = CREDENTIALS;
  const withSecrets = (secrets: WebhookDependencies['secrets']) => ({
    ...world,
    dependencies: { ...world.dependencies, secrets },
  });
  const failing = (read: () => Promise<SecretsResult>) => ({ read, reread: read, readSince: read });
  const old = createModelSecrets({ bonifiq, webhookSecrets: ['the-old-made-up-secret'] });
  const rotated = createModelSecrets({ bonifiq, webhookSecrets: ['the-new-made-up-secret', 'the-old-made-up-secret'] });

  test.each(['the-new-made-up-secret', 'the-old-made-up-secret'])('%s, one of two, is taken', async (secret) => {
    const sent = await deliver(withSecrets(rotated), 'shopify', { rawBody: order, secret });
    expect(sent.kind).toBe('applied');
  });

  test('a signature that fails has them read again: they may have been rotated', async () => {
    let rereads = 0;
    const rotating = {
      read: old.read,
      reread: old.reread,
      readSince: (store: string, sinceMs: number, signal: AbortSignal) => {
        rereads += 1;
        return rotated.readSince(store, sinceMs, signal);
      },
    };
    const sent = (secret: string) => deliver(withSecrets(rotating), 'shopify', { rawBody: order, secret });
    expect((await sent('the-old-made-up-secret')).kind).toBe('applied');
    expect(rereads).toBe(0);
    expect((await sent('the-new-made-up-secret')).kind).toBe('nothingToDo');
    expect(rereads).toBe(1);
    expect((await sent('no-made-up-secret')).kind).toBe('signatureRefused');
  });

  test("WooCommerce's are HTML-decoded before they sign; Shopify's are not", async () => {
    const secrets = createModelSecrets({ bonifiq, webhookSecrets: ['rock &amp; roll, made up'] });
    const { rawBody } = recorded('007');
    const signed = (platform: 'shopify' | 'woocommerce', body: Uint8Array, secret: string) =>
      deliver(withSecrets(secrets), platform, { rawBody: body, secret });
    expect((await signed('woocommerce', rawBody, 'rock & roll, made up')).kind).toBe('applied');
    expect((await signed('woocommerce', rawBody, 'rock &amp; roll, made up')).kind).toBe('signatureRefused');
    expect((await signed('shopify', order, 'rock &amp; roll, made up')).kind).toBe('applied');
    expect((await signed('shopify', order, 'rock & roll, made up')).kind).toBe('signatureRefused');
  });

  test('that cannot be read leave the delivery in a queue of its own, unverified', async () => {
    const unavailable = async () => ({ kind: 'unavailable', because: 'AccessDeniedException' }) as const;
    const down = await deliver(withSecrets(failing(unavailable)), 'shopify', { rawBody: order });
    expect(down).toMatchObject({
      kind: 'deferred',
      message:
        'the secret of store "demo-shopify" cannot be used at the moment; kept as it came, to be recorded from the queue',
    });
    expect(world.events).toEqual([
      { kind: 'secretTrouble', store: 'demo-shopify', trouble: 'unavailable', because: 'AccessDeniedException' },
      { kind: 'deliveryKept', store: 'demo-shopify', isVerified: false, ageMs: 0, nextInMs: 60_000 },
    ]);
    expect(outcomeTable[down.kind].httpStatus).toBe(202);
    expect(world.queue.nextAtMs()).toBeNull();
    expect(world.unverified.nextAtMs()).toBe(world.now() + 60_000);
    nothingIsBelieved();
  });

  test('that cannot be read again leave a signature unproven: it may be newer', async () => {
    const unavailable = async () => ({ kind: 'unavailable', because: 'Aborted' }) as const;
    const half = { ...old, readSince: unavailable };
    const sent = await deliver(withSecrets(half), 'shopify', { rawBody: order, secret: 'the-new-made-up-secret' });
    expect(sent.kind).toBe('deferred');
    nothingIsBelieved();
  });

  test('that are malformed are told to the log alone: who asks has proved nothing', async () => {
    const reasons = ['bonifiq.password: Invalid input', 'webhookSecrets: Invalid input'];
    const invalid = async () => ({ kind: 'invalid', reasons }) as const;
    const sent = await deliver(withSecrets(failing(invalid)), 'shopify', { rawBody: order });
    expect(sent).toMatchObject({
      kind: 'deferred',
      message: expect.stringMatching(/^the secret of store "demo-shopify" cannot be used at the moment; kept/),
    });
    expect(world.events).toEqual([
      { kind: 'secretTrouble', store: 'demo-shopify', trouble: 'invalid', because: reasons.join('; ') },
      { kind: 'deliveryKept', store: 'demo-shopify', isVerified: false, ageMs: 0, nextInMs: 60_000 },
    ]);
  });
});

function flipped(original: Uint8Array, at: number, bit: number): Uint8Array {
  const copy = Uint8Array.from(original);
  const index = at % copy.length;
  copy[index] = (copy[index] ?? 0) ^ (1 << bit);
  return copy;
}
