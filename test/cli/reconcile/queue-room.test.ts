import { expect, test } from 'vitest';
import { roomInQueue } from '../../../cli/reconcile/queue-room.ts';

test('waits until fewer than 200 messages are in the queue, however they wait there', async () => {
  const depths = [
    { ready: 150, delayed: 50, inFlight: 0 },
    { ready: 0, delayed: 0, inFlight: 200 },
    { ready: 100, delayed: 50, inFlight: 49 },
  ];
  const slept: number[] = [];
  let nowMs = 0;
  const deadline = {
    now: () => nowMs,
    endsAtMs: 10_000_000,
    signal: new AbortController().signal,
    sleep: async (ms: number) => {
      slept.push(ms);
      nowMs += ms;
    },
  };
  const queue = { name: 'settle', depth: async () => depths.shift() ?? { ready: 0, delayed: 0, inFlight: 0 } };
  await roomInQueue({ queues: [queue] }, deadline);
  expect(slept).toEqual([1_000, 1_000]);
  expect(depths).toEqual([]);
});
