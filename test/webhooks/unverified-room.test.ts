import { beforeEach, describe, expect, test } from 'vitest';
import type { PonteEvent } from '../../src/ports/telemetry.ts';
import type { UnverifiedCounts } from '../../src/ports/unverified-counts.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import { createUnverifiedRoom } from '../../src/webhooks/unverified-room.ts';
import { createModelUnverifiedCounts } from '../support/models/unverified-counts.ts';
import { warningsOf } from '../support/warnings-of.ts';

const DAY_MS = 86_400_000;
const down = () => Promise.reject(new Error('out of order'));

let nowMs: number;
let counts: UnverifiedCounts;
let events: PonteEvent[];
beforeEach(() => {
  nowMs = Date.parse('2026-12-01T12:00:00Z');
  counts = createModelUnverifiedCounts();
  events = [];
});

const deadline = (): Deadline => ({ now: () => nowMs, endsAtMs: nowMs + 900, signal: new AbortController().signal });
const roomOf = (most = { deliveries: 3, bytes: 1_000 }, on: UnverifiedCounts = counts) =>
  createUnverifiedRoom({ counts: on, emit: (event) => events.push(event) }, most);
const delivery = (store = 'loja', bytes = 40, receivedAtMs = nowMs) => ({
  store,
  receivedAtMs,
  body: Buffer.alloc(bytes),
});
const take = (room: ReturnType<typeof roomOf>, of = delivery()) => room.take(of, deadline());

describe('room for what waits unverified', () => {
  test('is for so many of one store, all containers together, and each store has its own', async () => {
    const [one, other] = [roomOf(), roomOf()];
    expect(await take(one)).toBe('taken');
    expect(await take(other)).toBe('taken');
    expect(await take(one)).toBe('taken');
    expect(await take(other)).toBe('full');
    expect(await take(one)).toBe('full');
    expect(await take(one, delivery('outra'))).toBe('taken');
    expect(events).toEqual([]);
  });

  test('is for so many bytes', async () => {
    const room = roomOf();
    expect(await take(room, delivery('loja', 600))).toBe('taken');
    expect(await take(room, delivery('loja', 401))).toBe('full');
    expect(await take(room, delivery('loja', 400))).toBe('taken');
  });

  test('is made by what leaves', async () => {
    const room = roomOf();
    const early = delivery('loja', 1_000);
    await take(room, early);
    nowMs += 3 * DAY_MS;
    expect(await take(room)).toBe('full');
    await room.giveBack(early, deadline());
    expect(await take(room)).toBe('taken');
  });

  test('is not made by what was never counted', async () => {
    const room = roomOf({ deliveries: 1, bytes: 1_000 });
    await room.giveBack(delivery('outra'), deadline());
    expect(await counts.load('outra', deadline().signal)).toBeNull();
    await take(room);
    await room.giveBack(delivery('loja', 40, nowMs - DAY_MS), deadline());
    expect(await take(room)).toBe('full');
  });

  test('comes back by itself where a function died before it could give it back', async () => {
    const room = roomOf();
    for (let taken = 0; taken < 3; taken += 1) await take(room);
    nowMs += 15 * DAY_MS;
    expect(await take(room)).toBe('full');
    nowMs += DAY_MS;
    expect(await take(room)).toBe('taken');
  });

  test('is never given twice to those who ask at once', async () => {
    const rooms = Array.from({ length: 10 }, () => roomOf());
    const taken = await Promise.all(rooms.map((room) => take(room)));
    expect(taken.filter((one) => one === 'taken')).toHaveLength(3);
  });
});

describe('while the count cannot be reached', () => {
  test.each(['load', 'save'] as const)(
    'on %s: each container lets in as many as fit, and says so',
    async (operation) => {
      const broken = { ...counts, [operation]: down };
      const [one, other] = [roomOf(undefined, broken), roomOf(undefined, broken)];
      for (const room of [one, other]) {
        for (let taken = 0; taken < 3; taken += 1) expect(await take(room)).toBe('taken');
        expect(await take(room)).toBe('full');
        expect(await take(room, delivery('outra', 1_001))).toBe('full');
      }
      expect(new Set(warningsOf(events))).toEqual(new Set(['what waits unverified could not be counted']));
    },
  );

  test('the shared count decides again once it can be reached', async () => {
    let isDown = true;
    const flaky: UnverifiedCounts = { ...counts, load: (...of) => (isDown ? down() : counts.load(...of)) };
    const room = roomOf(undefined, flaky);
    for (let taken = 0; taken < 3; taken += 1) await take(room);
    isDown = false;
    expect(await take(room)).toBe('taken');
    isDown = true;
    expect(await take(room)).toBe('taken');
  });

  test('giving back fails without a word to the sender', async () => {
    await roomOf(undefined, { ...counts, load: down }).giveBack(delivery(), deadline());
    expect(warningsOf(events)).toEqual(['what waits unverified could not be counted']);
  });
});
