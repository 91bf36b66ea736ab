import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { payloadOf, shopifyBytes } from '../fixtures/load.ts';
import { personalDataIn } from '../support/personal-data.ts';
import { recordedDelivery, signedBody, startTestPlatform, type TestPlatform } from '../support/test-platform.ts';

const MIB = 1024 * 1024;
let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.stop());

/** One delivery: its answer and the log lines that it left, but for those of its store. */
async function sent(delivery: Parameters<TestPlatform['send']>[0]) {
  const before = platform.lines.length;
  const answer = await platform.send(delivery);
  const { status, outcome } = answer;
  const lines = platform.lines.slice(before).filter((line) => !/^sweep |"storeRefused"/.test(line));
  return {
    status,
    severity: outcome?.severity,
    outcome: outcome?.outcome,
    answer,
    lines,
  };
}

/** A WooCommerce order of 10.00 that was paid; `fields` is JSON text, so that numbers stay as written. */
function order(id: string, email: string, fields = ''): string {
  return `{"id":${id},"status":"processing","currency":"EUR","total":"10.00","date_modified_gmt":"2026-05-01T10:00:00","date_paid_gmt":"2026-05-01T10:00:00","line_items":[{"total":"10.00","total_tax":"0.00"}],"refunds":[],"billing":{"email":"${email}"}${fields}}`;
}

describe('who sent it', () => {
  test('a ping is answered 200', async () => {
    expect(await sent(recordedDelivery('001'))).toMatchObject({ status: 200, severity: 'success' });
  });

  test.each([
    ['of other bytes', recordedDelivery('007', { 'x-wc-webhook-signature': 'AAAA' })],
    ['that is empty', recordedDelivery('007', { 'x-wc-webhook-signature': '' })],
    ['in hexadecimal', signedWith((text) => Buffer.from(text, 'base64').toString('hex'))],
    ['without its padding', signedWith((text) => text.replace(/=+$/, ''))],
    [
      'under another platform’s header',
      { ...signedBody('shopify', '{}'), platform: 'woocommerce', store: 'demo-woocommerce' },
    ],
  ] as const)('a signature %s is refused with 401, one log line and nothing posted', async (_, delivery) => {
    const { status, outcome, lines } = await sent(delivery);
    expect({ status, outcome, lines: lines.length }).toEqual({ status: 401, outcome: 'signatureRefused', lines: 1 });
  });

  test('one changed byte of the body is refused', async () => {
    const genuine = recordedDelivery('007');
    const rawBody = Buffer.from(genuine.rawBody);
    rawBody[100] = (rawBody[100] ?? 0) ^ 1;
    expect(await sent({ ...genuine, rawBody })).toMatchObject({ status: 401 });
  });

  test.each(['nobody', 'demo-shopify', '__proto__', 'a@b.example'])('the store %s is unknown: 404', async (store) => {
    expect(await sent({ ...recordedDelivery('007'), store })).toMatchObject({ status: 404, outcome: 'unknownStore' });
  });

  test.each([
    ['GET', 'webhooks/shopify/demo-shopify'],
    ['POST', 'webhooks/magento/demo-shopify'],
    ['POST', 'webhooks/shopify/'],
    ['POST', 'webhooks/shopify/demo-shopify/more'],
  ])('%s /%s is no route: 404 as JSON', async (method, path) => {
    const answer = await fetch(`${platform.url}/${path}`, { method });
    expect([answer.status, await answer.json()]).toEqual([404, { message: 'Not Found' }]);
  });

  test('nothing of all this was posted', () => {
    expect(platform.sandbox.core.state().changes).toEqual([]);
  });
});

describe('what is in it', () => {
  test.each([
    [5 * MIB + 1, 413, 'tooLarge'],
    [5 * MIB, 200, 'parked'],
  ])('a signed body of %i bytes is answered %i', async (bytes, status, outcome) => {
    const body = `"${'x'.repeat(bytes - 2)}"`;
    expect(await sent(signedBody('shopify', body))).toMatchObject({ status, outcome });
  });

  test('a body over 10 MB ends at the gateway', async () => {
    const { status, outcome, lines } = await sent(signedBody('shopify', Buffer.alloc(10 * MIB + 1, ' ')));
    expect({ status, outcome, lines }).toEqual({ status: 413, outcome: undefined, lines: [] });
  });

  test.each([
    ['nothing', ''],
    ['no JSON', 'id=1&total=10'],
    ['half a JSON text', '{"id":1,'],
    ['JSON of another shape', '{"hello":["world"]}'],
    ['a list', '[1,2]'],
    ['null', 'null'],
    ['deep nesting', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['an endless amount', order('70', 'deep@example.com').replace('"total":"10.00","date', '"total":"1e999","date')],
    ['no number', order('71', 'deep@example.com').replaceAll('"10.00"', '"NaN"')],
  ])('signed, %s: kept for a person and answered 200', async (_, body) => {
    for (const platformName of ['shopify', 'woocommerce'] as const) {
      const { status, outcome, lines } = await sent(signedBody(platformName, body));
      expect({ status, outcome, lines: lines.length }).toEqual({ status: 200, outcome: 'parked', lines: 1 });
    }
  });

  test('signed bytes that are no text reach the function whole, when their content type says so', async () => {
    const delivery = signedBody('shopify', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3]));
    const binary = { ...delivery, headers: { ...delivery.headers, 'content-type': 'application/octet-stream' } };
    expect(await sent(binary)).toMatchObject({ status: 200, outcome: 'parked' });
  });

  test('a genuine body under other topics changes nothing', async () => {
    const paid = await sent(recordedDelivery('013'));
    expect(paid.outcome).toBe('applied');
    const [{ points } = { points: 0 }] = paid.answer.outcome?.entries ?? [];
    for (const topic of [
      'order.deleted',
      'order.created',
      'order.restored',
      'product.updated',
      'action.anything',
      '',
    ]) {
      expect(await sent(recordedDelivery('013', { 'x-wc-webhook-topic': topic }))).toMatchObject({
        outcome: 'nothingToDo',
      });
    }
    for (const topic of ['refunds/create', 'orders/cancelled', 'order_transactions/create']) {
      await sent(signedBody('shopify', shopifyBytes('orders-paid'), topic));
    }
    expect(await platform.balance('guest.b@example.com')).toBe(points);
    expect(await platform.balance('ana.souza@example.com')).toBe(230);
  });

  test('ids beyond 2^53 stay apart', async () => {
    const [one, other] = ['9007199254740992', '9007199254740993'];
    expect((await sent(signedBody('woocommerce', order(one ?? '', 'big@example.com')))).answer.outcome?.order).toBe(
      one,
    );
    expect((await sent(signedBody('woocommerce', order(other ?? '', 'big@example.com')))).answer.outcome?.order).toBe(
      other,
    );
    expect(await platform.balance('big@example.com')).toBe(20);
    const keys = platform.sandbox.core.state().changes.map(({ changeKey }) => changeKey);
    expect(keys).toEqual(expect.arrayContaining([`ADD-big@example.com-10-${one}`, `ADD-big@example.com-10-${other}`]));
  });

  test('HTML and emoji in names change nothing, and are never logged', async () => {
    const names = ',"customer_note":"<script>alert(1)</script>","shipping":{"first_name":"🦆 <b>Zoë</b>"}';
    const { outcome, lines } = await sent(signedBody('woocommerce', order('72', 'zoe@example.com', names)));
    expect(outcome).toBe('applied');
    expect(await platform.balance('zoe@example.com')).toBe(10);
    expect(lines.join('\n')).not.toMatch(/script|🦆|Zo|zoe/);
  });

  test.each([
    ['another currency', order('73', 'skip@example.com').replace('EUR', 'USD')],
    ['an error of the shop', '{"code":"woocommerce_rest_cannot_view","message":"Sorry","data":{"status":401}}'],
    ['no customer', order('75', '')],
  ])('%s: a warning, and no points', async (_, body) => {
    expect(await sent(signedBody('woocommerce', body))).toMatchObject({
      status: 200,
      outcome: 'skipped',
      severity: 'warning',
    });
    expect(await platform.balance('skip@example.com')).toBe(0);
  });

  test('of another shop: kept for a person, no points, and a host that is safe to show', async () => {
    const links = ',"_links":{"self":[{"href":"https://\\u001b[31mstaging.example.com/1"}]}';
    // No address of the web: it says nothing of its shop.
    expect(await sent(signedBody('woocommerce', order('74', 'terminal@example.com', links)))).toMatchObject({
      outcome: 'applied',
    });
    const other = ',"_links":{"self":[{"href":"https://\'\\u0060staging.example.com/1"}]}';
    const answer = await sent(signedBody('woocommerce', order('74', 'skip@example.com', other)));
    expect(answer).toMatchObject({ status: 200, outcome: 'parked', severity: 'error' });
    expect(answer.lines.join('\n')).toContain('moved to ??staging.example.com: add it to siteUrl');
    expect(await platform.balance('skip@example.com')).toBe(0);
  });

  test('a negative total earns nothing', async () => {
    const negative = order('76', 'minus@example.com').replaceAll('"10.00"', '"-10.00"');
    expect(await sent(signedBody('woocommerce', negative))).toMatchObject({ status: 200 });
    expect(await platform.balance('minus@example.com')).toBe(0);
  });
});

test('no log line holds personal data or a secret', () => {
  expect(payloadOf(shopifyBytes('orders-paid')).email).toBe('ana.souza@example.com');
  expect(platform.lines.length).toBeGreaterThan(30);
  const telling = platform.lines.filter(
    (line) => personalDataIn(line).length > 0 || /big@|zoe@|skip@|minus@/.test(line),
  );
  expect(telling).toEqual([]);
});

/** A genuine delivery whose signature is written in another way. */
function signedWith(rewrite: (signature: string) => string) {
  const genuine = recordedDelivery('007');
  return recordedDelivery('007', {
    'x-wc-webhook-signature': rewrite(genuine.headers['x-wc-webhook-signature'] ?? ''),
  });
}
