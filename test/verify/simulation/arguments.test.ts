import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';
import { replayCommand } from './story.ts';
import { WORLDS } from './worlds.ts';

const read = (text: string) => readArguments(text.split(' ').filter(Boolean));

test('nothing asked for is two thousand histories from seed 1', () => {
  expect(read('')).toMatchObject({ seed: 1, histories: 2_000, json: false, deliveries: undefined, keep: undefined });
});

test('a part of one history', () => {
  const choice = { seed: 7, deliveries: [0, 2], keep: ['d0.0.4', 'q1.2'] };
  expect(read('--seed 7 --histories 1 --deliveries 0,2 --keep d0.0.4,q1.2')).toMatchObject(choice);
  expect(read('--seed 7 --histories 1 --keep none')).toMatchObject({ deliveries: undefined, keep: [] });
});

test.each([
  '--seed x',
  '--seed -1',
  '--histories 0',
  '--histories 1.5',
  '--workers 0',
  '--workers 65',
  '--deliveries 0,x --histories 1',
  '--keep d0.0.1',
  '--deliveries 0',
  '--unheard-of',
  'more',
])('%s is wrong', (text) => {
  expect(read(text)).toHaveProperty('wrong');
});

test('the command that replays a part is read as that part', () => {
  for (const world of ['orders', 'promotions'] as const)
    for (const choice of [
      { seed: 7, deliveries: [0, 2], keep: ['d0.0.4'] },
      { seed: 8, deliveries: [1], keep: [] },
    ]) {
      const command = replayCommand(WORLDS[world], choice).replace('npm run simulate --', '');
      expect(read(command)).toMatchObject({ ...choice, world, histories: 1 });
    }
});
