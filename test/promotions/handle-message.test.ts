import { describe, expect, test } from 'vitest';
import { createPromotionWorld, csvOf, customers, FIRING } from '../support/promotion-world.ts';
import { warningsOf } from '../support/warnings-of.ts';

const body = JSON.stringify({ promotion: 'christmas', at: '2026-12-24T12:00:00Z' });

describe('a message of the promotions queue', () => {
  test('of EventBridge Scheduler fires its run', async () => {
    const world = createPromotionWorld({ files: { 'vip.csv': csvOf(customers(2)) } });
    expect(await world.handle(body)).toMatchObject({ kind: 'applied', order: 'christmas-20261224T120000Z' });
    await world.post();
    expect(world.balances()).toEqual({ 'c1@example.com': 10, 'c2@example.com': 10 });
  });

  test('comes again when anything breaks, and what broke is not quoted', async () => {
    const world = createPromotionWorld();
    const runs = { ...world.runs, load: () => Promise.reject(new Error('ana@example.com')) };
    expect(await world.handle(FIRING, { ports: { runs } })).toMatchObject({ kind: 'notRecorded' });
    expect(warningsOf(world.events)).toEqual(['a promotion was interrupted']);
  });
});
