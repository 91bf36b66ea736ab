import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcome } from '../../src/domain/outcome.ts';
import { toDelivery, toHttpAnswer } from '../../src/lambda/webhook-event.ts';
import { controlsIn, hostileText } from '../support/hostile-text.ts';
import { httpEvent } from '../support/lambda-events.ts';

describe('a delivery', () => {
  test.each([
    ['/webhooks/shopify/my-store', 'my-store'],
    ['/prod/webhooks/shopify/my-store', 'my-store'],
    ['/webhooks/shopify/my-store/', 'my-store'],
    ['/my-store', 'my-store'],
    ['//my-store//', 'my-store'],
    ['/webhooks/shopify/my%2Dstore', 'my-store'],
    ['/webhooks/shopify/my%2Fstore', 'my/store'],
    ['/webhooks/shopify/%E0%A4%A', '%E0%A4%A'],
    ['/', ''],
    ['', ''],
  ])('of %j is for the store %j', (rawPath, store) => {
    expect(toDelivery(httpEvent({ rawPath })).store).toBe(store);
  });

  test('has its header names in lower case, its values as they are', () => {
    const headers = { 'X-Shopify-Hmac-SHA256': 'AbC=', 'content-TYPE': 'application/json', x: ' Y ' };
    expect(toDelivery(httpEvent({ headers })).headers).toEqual({
      'x-shopify-hmac-sha256': 'AbC=',
      'content-type': 'application/json',
      x: ' Y ',
    });
  });

  test('has every byte of its body, encoded or not', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (body) => {
        const event = httpEvent({ body: Buffer.from(body).toString('base64'), isBase64Encoded: true });
        expect(toDelivery(event).rawBody).toEqual(Buffer.from(body));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (body) => {
        expect(toDelivery(httpEvent({ body })).rawBody).toEqual(Buffer.from(body, 'utf8'));
      }),
    );
  });

  test('may have no body and no headers', () => {
    const { headers: _headers, ...bare } = httpEvent({});
    expect(toDelivery(httpEvent({}))).toMatchObject({ rawBody: Buffer.alloc(0), headers: {} });
    // What a function URL sends when there are none, whatever its type says.
    expect(toDelivery(JSON.parse(JSON.stringify(bare)))).toMatchObject({ headers: {} });
  });

  test('that is not encoded is not decoded', () => {
    expect(toDelivery(httpEvent({ body: 'e30=' })).rawBody.toString()).toBe('e30=');
  });
});

describe('an answer', () => {
  test('has the status of its outcome and says what it came to', () => {
    const answer = toHttpAnswer(outcome('deferred', { reason: 'queued', because: 'recorded' }, '123'));
    expect(answer).toMatchObject({ statusCode: 202, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(answer.body ?? '')).toEqual({
      severity: 'warning',
      outcome: 'deferred',
      order: '123',
      reason: 'queued',
      message: 'recorded',
    });
  });

  test('holds no control character, and means the same', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const came = outcome('deferred', { reason: 'queued', because: text }, text);
        const { body = '' } = toHttpAnswer({ ...came, entries: [{ changeKey: text, points: 1, outcome: 'pending' }] });
        expect(controlsIn(body)).toEqual([]);
        expect(body).not.toContain('\n');
        expect(JSON.parse(body)).toMatchObject({ message: text, order: text, entries: [{ changeKey: text }] });
      }),
    );
  });
});
