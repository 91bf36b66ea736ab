import { expect, test } from 'vitest';
import { promotionsHandler } from '../../src/lambda/promotions-handler.ts';
import { lambdaContext, sqsRecord } from '../support/lambda-events.ts';
import { createPromotionWorld, csvOf, customers } from '../support/promotion-world.ts';

const FIRED = '{"promotion":"christmas","at":"2026-12-24T12:00:00Z"}';

test('handles each message, and gives back only what it could not handle', async () => {
  const world = createPromotionWorld({ files: { 'vip.csv': csvOf(customers(2)) } });
  const handler = promotionsHandler(world.dependencies, () => world.deadline());
  const records = [sqsRecord('one', 'nothing'), sqsRecord('two', FIRED), sqsRecord('three', '{}')];
  expect(await handler({ Records: records }, lambdaContext())).toEqual({
    batchItemFailures: [{ itemIdentifier: 'one' }, { itemIdentifier: 'three' }],
  });
  expect((await world.occurrence())?.phase).toBe('queued');
  expect(world.events.flatMap((event) => (event.kind === 'promotionHandled' ? [event.outcome.kind] : []))).toEqual([
    'notRecorded',
    'applied',
    'notRecorded',
  ]);
  expect(world.events.at(-1)).toEqual({ kind: 'batchSettled', messages: 3, comeAgain: 2 });
});

test.each(['', 'null', '{"store":"acme","order":"1"}', '{"promotion":"christmas"}'])(
  'a message that says nothing, such as %j, comes again until it is a dead letter',
  async (text) => {
    const world = createPromotionWorld();
    const handler = promotionsHandler(world.dependencies, () => world.deadline());
    expect(await handler({ Records: [sqsRecord('one', text)] }, lambdaContext())).toEqual({
      batchItemFailures: [{ itemIdentifier: 'one' }],
    });
    expect(world.events).toMatchObject([
      {
        kind: 'promotionHandled',
        outcome: { kind: 'notRecorded', message: 'the message says nothing that Ponte knows' },
      },
      { kind: 'batchSettled', comeAgain: 1 },
    ]);
  },
);

test('a batch that was received before is asked about, not taken for new', async () => {
  const world = createPromotionWorld({ files: { 'vip.csv': csvOf(customers(2)) } });
  await world.trigger();
  const [body = ''] = world.takeVisible();
  const down = { ...world.runs, saveProgress: () => Promise.reject(new Error('the progress is out of order')) };
  const first = promotionsHandler({ ...world.dependencies, runs: down }, () => world.deadline());
  expect(await first({ Records: [sqsRecord('batch', body)] }, lambdaContext())).toEqual({
    batchItemFailures: [{ itemIdentifier: 'batch' }],
  });
  const again = promotionsHandler(world.dependencies, () => world.deadline());
  expect(await again({ Records: [sqsRecord('batch', body, 2)] }, lambdaContext())).toEqual({ batchItemFailures: [] });
  expect(world.balances()).toEqual({ 'c1@example.com': 10, 'c2@example.com': 10 });
  expect(world.sums()).toEqual({ alreadyApplied: 2 });
});

test('ends in time for what its function has left', async () => {
  const world = createPromotionWorld();
  const limits: object[] = [];
  const handler = promotionsHandler(world.dependencies, (_, given) => {
    limits.push(given);
    return world.deadline();
  });
  await handler({ Records: [] }, lambdaContext());
  expect(limits).toEqual([{ reserveMs: 2_000, atMostMs: 90_000 }]);
});
