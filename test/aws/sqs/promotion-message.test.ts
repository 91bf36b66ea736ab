import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMessage } from '../../../src/aws/sqs/message.ts';
import { parsePromotionMessage, toPromotionMessage } from '../../../src/aws/sqs/promotion-message.ts';
import { customerId } from '../../../src/domain/order-facts.ts';
import { storeOf } from '../../../src/ports/message.ts';
import type { PromotionMessage } from '../../../src/ports/promotion-queue.ts';
import { anyPromotionId, anyRunKey } from '../../support/any-award-record.ts';
import { batchWith } from '../../support/pinning.ts';

const text = fc.string({ unit: 'binary', maxLength: 40 });
const line = fc.integer({ min: 1, max: 2_000_000 });

const anyTrigger: fc.Arbitrary<PromotionMessage> = fc
  .tuple(anyPromotionId, fc.integer({ min: 0, max: 4_102_444_800_000 }))
  .map(([promotion, scheduledAtMs]) => ({ kind: 'trigger', trigger: { promotion, scheduledAtMs } }));

const anyAward = fc
  .tuple(line, text, fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.option(text))
  .map(([at, customer, points, said]) => ({ line: at, customer: customerId(`c${customer}`), points, text: said }));

const anyBatch: fc.Arbitrary<PromotionMessage> = fc
  .record({
    promotion: anyPromotionId,
    occurrence: anyRunKey,
    reason: text,
    customerReason: fc.option(text),
    from: line,
    to: line,
    isRepeated: fc.boolean(),
    returns: fc.nat(99),
    awards: fc.array(anyAward, { minLength: 1, maxLength: 5 }),
  })
  .map(({ promotion, occurrence, reason, ...rest }) => ({
    kind: 'awards',
    batch: { ...rest, key: { promotion, occurrence }, store: 'acme', reason: `r${reason}` },
  }));

describe('a message', () => {
  test('reads back exactly', () => {
    fc.assert(
      fc.property(fc.oneof(anyTrigger, anyBatch), (message) => {
        const written = toPromotionMessage(message);
        expect(parsePromotionMessage(written)).toStrictEqual(message);
        expect(parseMessage(written)).toStrictEqual({ kind: 'promotion', promotion: message });
      }),
    );
  });

  test('holds only what a message of SQS may hold', () => {
    const award = { line: 1, customer: customerId('ana\uffff@example.com'), points: 1, text: '\ufffe\u0000\ud800' };
    const message = { kind: 'awards', batch: batchWith({ awards: [award] }) } as const;
    const written = toPromotionMessage(message);
    expect(written).toMatch(/^[\x20-\ud7ff\ue000-\ufffd]*$/);
    expect(parsePromotionMessage(written)).toStrictEqual(message);
  });

  test('of a trigger is what EventBridge Scheduler sends', () => {
    const trigger = { promotion: 'christmas', scheduledAtMs: Date.parse('2026-12-24T12:00:00Z') };
    expect(parsePromotionMessage('{"promotion":"christmas","at":"2026-12-24T12:00:00Z"}')).toStrictEqual({
      kind: 'trigger',
      trigger,
    });
    expect(toPromotionMessage({ kind: 'trigger', trigger })).toBe(
      '{"promotion":"christmas","at":"2026-12-24T12:00:00.000Z"}',
    );
  });

  test('of awards keeps its field names: what is in the queue outlives a deployment', () => {
    const award = { line: 7, customer: customerId('ana@example.com'), points: 10, text: null };
    const batch = batchWith({ from: 7, to: 9, awards: [award] });
    const written =
      '{"awards":{"promotion":"christmas","occurrence":"20261224T120000Z","store":"acme",' +
      '"reason":"Promotion christmas, 2026-12-24","customerReason":null,"from":7,"to":9,"isRepeated":false,"returns":0,' +
      '"awards":[[7,"ana@example.com",10,null]]}}';
    expect(toPromotionMessage({ kind: 'awards', batch })).toBe(written);
    expect(parsePromotionMessage(written)).toStrictEqual({ kind: 'awards', batch });
    const before = written.replace('"returns":0,', '');
    expect(parsePromotionMessage(before)).toStrictEqual({ kind: 'awards', batch });
  });

  test.each<[PromotionMessage, string | null]>([
    [{ kind: 'trigger', trigger: { promotion: 'christmas', scheduledAtMs: 0 } }, null],
    [{ kind: 'awards', batch: batchWith() }, 'acme'],
  ])('names its store, where it has one', (promotion, store) => {
    expect(storeOf({ kind: 'promotion', promotion })).toBe(store);
  });
});

const awards = {
  promotion: 'christmas',
  occurrence: '20261224T120000Z',
  store: 'acme',
  reason: 'r',
  customerReason: null,
  from: 1,
  to: 2,
  isRepeated: false,
  awards: [[1, 'ana@example.com', 10, null]],
};

test('the batch that the following cases break is one', () => {
  expect(parsePromotionMessage(JSON.stringify({ awards }))).toBeDefined();
});

describe('no message', () => {
  test.each([
    '',
    '{',
    'null',
    '[]',
    '"christmas"',
    '{}',
    '{"store":"acme","order":"1"}',
    '{"promotion":"christmas"}',
    '{"promotion":"","at":"2026-12-24T12:00:00Z"}',
    '{"promotion":"christmas","at":"<aws.scheduler.scheduled-time>"}',
    '{"promotion":"christmas","at":1}',
    '{"promotion":"christmas","at":"2026-12-24"}',
    '{"promotion":"christmas","at":"2026-02-30T00:00:00Z"}',
    '{"promotion":"christmas","at":"2026-12-24T12:00:00+01:00"}',
  ])('%s', (body) => {
    expect(parsePromotionMessage(body)).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['promotion', ''],
    ['occurrence', '2026-12-24T12:00:00Z'],
    ['store', ''],
    ['reason', null],
    ['customerReason', 1],
    ['from', 0],
    ['to', '2'],
    ['isRepeated', 'no'],
    ['returns', -1],
    ['awards', []],
    ['awards', [[0, 'ana@example.com', 10, null]]],
    ['awards', [[1, '', 10, null]]],
    ['awards', [[1, 'ana@example.com', 1.5, null]]],
    ['awards', [[1, 'ana@example.com', 10]]],
    ['awards', [[1, 'ana@example.com', 10, null, 1]]],
  ])('a batch whose %s is %j', (field, value) => {
    expect(parsePromotionMessage(JSON.stringify({ awards: { ...awards, [field]: value } }))).toBeUndefined();
  });

  test('makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
        parsePromotionMessage(body);
      }),
    );
  });
});
