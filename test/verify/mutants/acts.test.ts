import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ACTS } from './acts.ts';
import { commitAct } from './commit-act.ts';

const root = join(import.meta.dirname, '../../..');

test.each(ACTS)('$words: the code that it changes stands in its file once', ({ file, find, put }) => {
  const code = readFileSync(join(root, file), 'utf8');
  expect(code.split(find)).toHaveLength(2);
  expect(put).not.toBe(find);
});

test('a mistake is noticed, and the code as it is breaks no law', { timeout: 120_000 }, async () => {
  const act = ACTS.find(({ words }) => words === 'the change key is made anew for every attempt') ?? null;
  expect(act).not.toBeNull();
  expect(await commitAct(act, { seed: 1, histories: 300 })).toMatchObject({ seed: expect.any(Number) });
  expect(await commitAct(null, { seed: 1, histories: 100 })).toBeNull();
});
