import { describe, expect, test } from 'vitest';
import { balanceRequest, changeRequest, upsertRequest } from '../../src/bonifiq/requests.ts';
import { changeOf } from '../support/loyalty-api.ts';

const bodyOf = (change: Parameters<typeof changeOf>[0]) => JSON.parse(changeRequest(changeOf(change)).body);

describe('a change of points', () => {
  test('adding', () => {
    const request = changeRequest(
      changeOf({
        customer: 'ana@example.com',
        points: 10,
        changeKey: 'ADD-ana@example.com-10-123',
        customerReason: 'Pedido 123',
      }),
    );
    expect(request).toMatchObject({ method: 'POST', path: '/v1/pvt/Customer/ana%40example.com/points' });
    expect(JSON.parse(request.body)).toEqual({
      Points: 10,
      OperationType: 0,
      Reason: 'Order 123',
      ChangeKey: 'ADD-ana@example.com-10-123',
      CustomerReason: 'Pedido 123',
    });
  });

  test('removing keeps the sign', () => {
    expect(bodyOf({ points: -10 })).toMatchObject({ Points: -10, OperationType: 1 });
  });

  test.each([
    ['a/b?c#d', 'a%2Fb%3Fc%23d'],
    ['josé', 'jos%C3%A9'],
    ['a\ud800', 'a%EF%BF%BD'],
  ])('the customer id %s is one segment of the path', (customer, segment) => {
    expect(changeRequest(changeOf({ customer })).path).toBe(`/v1/pvt/Customer/${segment}/points`);
  });

  test.each([
    [null, null],
    ['', null],
    ['  <br> ', null],
    ['<b>Pedido</b> 1', 'Pedido 1'],
    ['<<b>b>x', 'x'],
    ['a<!-- <b> -->b', 'ab'],
    ['3 < 5 > 4', '3 < 5 > 4'],
    ['<script>1', '1'],
  ])('the customer sees of %j: %j', (customerReason, shown) => {
    expect(bodyOf({ customerReason }).CustomerReason).toBe(shown);
  });

  test('at most 255 characters, never half of one', () => {
    expect(bodyOf({ customerReason: 'x'.repeat(300) }).CustomerReason).toBe('x'.repeat(255));
    expect(bodyOf({ customerReason: `${'x'.repeat(254)}🎁` }).CustomerReason).toBe('x'.repeat(254));
    expect(bodyOf({ customerReason: `${'x'.repeat(253)}🎁🎁` }).CustomerReason).toBe(`${'x'.repeat(253)}🎁`);
  });
});

test('upsert sends the e-mail address only where the id is one', () => {
  expect(upsertRequest('ana@example.com')).toEqual({
    method: 'POST',
    path: '/v1/pvt/Customer/upsert',
    body: '{"OriginalId":"ana@example.com","Email":"ana@example.com"}',
  });
  expect(upsertRequest('12345678909').body).toBe('{"OriginalId":"12345678909"}');
});

test('the balance is read where points are changed, and nothing is sent along', () => {
  expect(balanceRequest('ana@example.com')).toEqual({
    method: 'GET',
    path: '/v1/pvt/Customer/ana%40example.com/points',
    body: '',
  });
});
