import { expect, test } from 'vitest';
import { MUTANTS } from './mutants.ts';
import { mutatedCode, runMutant } from './run-mutant.ts';

test('every mutant fits the code', () => {
  for (const mutant of MUTANTS) expect(mutatedCode(mutant)).toContain(mutant.put);
});

test('a mutant is noticed, and the code as it is breaks no law', { timeout: 120_000 }, async () => {
  const mutant = MUTANTS.find(({ words }) => words === 'the change key is made anew for every attempt') ?? null;
  expect(mutant).not.toBeNull();
  expect(await runMutant(mutant, { seed: 1, histories: 300 })).toMatchObject({ seed: expect.any(Number) });
  expect(await runMutant(null, { seed: 1, histories: 100 })).toBeNull();
});
