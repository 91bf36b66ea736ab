import { beforeEach, describe, expect, test } from 'vitest';
import { parsePromotionMessage } from '../../src/aws/sqs/promotion-message.ts';
import { handleDeadLetter } from '../../src/dead-letters/park-message.ts';
import { parkPromotion } from '../../src/dead-letters/park-promotion.ts';
import { LedgerUnreachable } from '../../src/ports/ledger-unreachable.ts';
import type { PromotionMessage } from '../../src/ports/promotion-queue.ts';
import { progressLedger } from '../../src/promotions/progress-ledger.ts';
import {
  createPromotionWorld,
  csvOf,
  customers,
  FIRING,
  KEY,
  lineOf,
  type PromotionWorld,
} from '../support/promotion-world.ts';

let world: PromotionWorld;
beforeEach(() => {
  world = createPromotionWorld({ files: { 'vip.csv': csvOf(customers(3)) } });
});

/** As the function of dead letters does, whose ledger tells the progress. */
function park(message: PromotionMessage) {
  const { ledger, runs, now } = world;
  return parkPromotion({ runs, ledger: progressLedger(ledger, runs, now) }, message, world.deadline());
}
async function onlyBatch(): Promise<PromotionMessage> {
  await world.trigger();
  const message = parsePromotionMessage(world.takeVisible()[0] ?? '');
  if (message === undefined) throw new Error('no batch was queued');
  return message;
}

describe('a batch that failed again and again', () => {
  test('is left to a person, award by award, each to be checked', async () => {
    expect(await park(await onlyBatch())).toMatchObject({ kind: 'parked', order: 'christmas-20261224T120000Z' });
    expect(world.sums()).toEqual({ parked: 3 });
    expect(await world.award(lineOf(2))).toMatchObject({
      customer: 'c2@example.com',
      entries: [
        {
          state: 'parked',
          parked: 'needsChecking',
          points: 10,
          unresolvedAttempts: [1],
          changeKey: 'ADD-c2@example.com-10-christmas-20261224T120000Z',
        },
      ],
    });
  });

  test('parked again, changes nothing', async () => {
    const message = await onlyBatch();
    for (let times = 0; times < 3; times += 1) await park(message);
    expect(world.sums()).toEqual({ parked: 3 });
  });

  test('leaves alone what was counted, and gives nothing more when a copy of it comes', async () => {
    const message = await onlyBatch();
    await world.handle(message);
    await park(message);
    expect(world.sums()).toEqual({ applied: 3 });
    expect(await world.award(lineOf(1))).toBeNull();
  });

  test('is not posted by a copy that comes later', async () => {
    const message = await onlyBatch();
    await park(message);
    expect(await world.handle(message)).toMatchObject({ kind: 'nothingToDo' });
    expect(world.balances()).toEqual({});
  });

  test('keeps what became of an award that the ledger knows', async () => {
    world.sandbox.setFaults([{ kind: 'hang', when: 'after', times: 1, operation: 'change' }]);
    const message = await onlyBatch();
    const runs = { ...world.runs, saveProgress: () => Promise.reject(new Error('down')) };
    await world.handle(message, { ports: { runs } });
    world.passTime(5_000);
    await world.settle();
    await park(message);
    expect(world.sums()).toEqual({ alreadyApplied: 1, parked: 2 });
  });

  test('waits for a ledger that cannot be reached', async () => {
    const message = await onlyBatch();
    const ledger = { ...world.ledger, save: () => Promise.reject(new LedgerUnreachable(new Error('down'))) };
    const shelves = { ...world.dependencies, ledger };
    await expect(parkPromotion(shelves, message, world.deadline())).rejects.toBeInstanceOf(LedgerUnreachable);
    const letter = { text: '', message: { kind: 'promotion', promotion: message } } as const;
    expect(await handleDeadLetter(shelves, letter, world.deadline())).toMatchObject({ kind: 'notRecorded' });
  });
});

describe('a trigger that failed again and again', () => {
  const because = 'it failed again and again, and nobody knows why';

  test('is left to a person, though nothing of it was pinned; fired again, it goes on', async () => {
    expect(await park(FIRING)).toMatchObject({ kind: 'parked', order: 'christmas' });
    expect(await world.occurrence()).toMatchObject({ key: KEY, phase: 'refused', pinned: null, because });
    expect(await world.runs.list('christmas', world.deadline().signal)).toEqual([KEY]);
    expect(await world.trigger()).toMatchObject({ kind: 'applied' });
    expect(await world.occurrence()).toMatchObject({ phase: 'queued', because: null });
  });

  test('goes on from where it was', async () => {
    world.audiences.put('vip.csv', csvOf(customers(1_050)));
    await world.trigger({ during: world.deadline(1_000) });
    await park(FIRING);
    expect(await world.occurrence()).toMatchObject({ phase: 'queuing', queuedToLine: 1_002, because });
    await world.trigger();
    await world.post();
    expect(await world.occurrence()).toMatchObject({ phase: 'queued', because: null });
    expect(world.sums()).toEqual({ applied: 1_050 });
  });

  test('is for a person again, though one dismissed it before', async () => {
    await park(FIRING);
    const { signal } = world.deadline();
    const loaded = await world.runs.load(KEY, signal);
    if (loaded === null) throw new Error('nothing was parked');
    await world.runs.save({ ...loaded.record, dismissedAtMs: 1 }, loaded.version, signal);
    await park(FIRING);
    expect(await world.occurrence()).toMatchObject({ because, dismissedAtMs: null });
  });

  test('is left alone when all its awards are queued', async () => {
    await world.trigger();
    await park(FIRING);
    expect(await world.occurrence()).toMatchObject({ phase: 'queued', because: null });
  });
});
