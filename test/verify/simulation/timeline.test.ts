import { expect, test } from 'vitest';
import { createTimeline } from './timeline.ts';

test('events happen in the order of their times, and of one time as they were scheduled', async () => {
  const timeline = createTimeline(100);
  const happened: string[] = [];
  const happens = (what: string) => () => happened.push(`${what} at ${timeline.now()}`);
  for (const [atMs, what] of [
    [300, 'c'],
    [150, 'a'],
    [300, 'd'],
    [200, 'b'],
    [50, 'late'],
    [999, 'too far'],
  ] as const) {
    timeline.at(atMs, happens(what));
  }
  timeline.at(250, happens('called off'))();
  await timeline.run(500);
  expect(happened).toEqual(['late at 100', 'a at 150', 'b at 200', 'c at 300', 'd at 300']);
  expect(timeline.now()).toBe(500);
});

test('whatever an event wakes has its say before the next event', async () => {
  const timeline = createTimeline(0);
  const said: string[] = [];
  const speak = async (name: string, ms: number) => {
    await timeline.sleep(ms);
    for (let word = 1; word <= 5; word += 1) {
      await null;
      said.push(`${name}${word}`);
    }
  };
  void speak('b', 11);
  void speak('a', 10);
  await timeline.run(20);
  expect(said.join(' ')).toBe('a1 a2 a3 a4 a5 b1 b2 b3 b4 b5');
});

test('time goes no further than asked, and says when nothing is left to come', async () => {
  const timeline = createTimeline(0);
  let done = false;
  timeline.at(10, () => {
    done = true;
  });
  timeline.at(20, () => {});
  expect(await timeline.run(Number.POSITIVE_INFINITY, () => done)).toBe(true);
  expect(timeline.now()).toBe(10);
  expect(await timeline.run(Number.POSITIVE_INFINITY)).toBe(false);
});
