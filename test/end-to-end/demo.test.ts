import { expect, test } from 'vitest';
import { startDemoShop } from '../../local/demo-shop.ts';
import { story } from '../../local/demo-story.ts';
import { type Told, tellStory } from '../../local/tell-story.ts';
import { runCommand } from '../support/local-cli.ts';
import { startTestPlatform } from '../support/test-platform.ts';

test('npm run demo tells the whole story and ends with 0', async () => {
  const { exitCode, out, err } = await runCommand('demo', []);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  const rows = out.split('\n').filter((line) => /^ {2}\S.* {2}(?:success|warning|error) /.test(line));
  expect(rows.map((row) => row.trim().split(/ {2,}/).slice(-2).join(' '))).toEqual([
    '+120 120',
    '· 120',
    '−20 100',
    '−20 80',
    '−80 0',
    '· 0',
    '+60 60',
    '+60 60',
    '−15 45',
    '+15 60',
    '· 0',
    '+75 75',
    '+40 115',
    '· 115',
    '· 0',
    '· 0',
    '· 0',
    '+40 40',
    '−20 40',
    '+50 50',
    '· 50',
    '· 165',
  ]);
  expect(out).toMatch(/✓ All 22 steps came out as worked out by hand, in \d+\.\d s\./);
  expect(out).not.toContain('\u001b');
});

test('a step that comes out otherwise is told with what is wrong', async () => {
  const { shop, shops } = await startDemoShop();
  const platform = await startTestPlatform({ shops: () => shops });
  const [first] = story;
  const [step] = first?.steps ?? [];
  if (first === undefined || step?.kind !== 'delivered') throw new Error('the story is empty');
  const wrong = { ...first, steps: [{ ...step, outcome: 'deferred' as const, posted: 121, balance: 119 }] };
  const told: Told[] = [];
  for await (const part of tellStory({ ...platform, shop }, [wrong])) if ('faults' in part) told.push(part);
  await platform.stop();
  await shop.close();
  expect(told.map(({ faults }) => faults)).toEqual([
    [
      'the outcome is "applied" instead of "deferred"',
      'HTTP 200 instead of 202',
      '120 points were posted instead of 121',
      'the balance is 120 instead of 119',
    ],
  ]);
});
