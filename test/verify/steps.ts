/** A part of `npm run verify`: what it is called, and what Node runs. */
export interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export function steps(seed: number): readonly Step[] {
  const seeds = ['--seed', String(seed)];
  const simulate = ['test/verify/simulation/main.ts', ...seeds, '--histories'];
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project'];
  const kill = ['test/verify/kill/main.ts', ...seeds];
  return [
    { name: 'simulate orders', command: [...simulate, '20000'] },
    { name: 'simulate promotions', command: [...simulate, '2000', '--promotions'] },
    { name: 'long tests', command: [...vitest, 'long'] },
    {
      name: 'fuzz',
      command: [...vitest, 'unit', '--testTimeout=600000', 'test/lambda/fuzz.test.ts'],
      environment: { FUZZ_RUNS: '20000' },
    },
    { name: 'kill the handlers', command: kill },
    { name: 'kill the platform', command: [...kill, '--platform'] },
    // The seeds of these are known to show every mutant.
    { name: 'mutants', command: ['test/verify/mutants/main.ts'] },
    { name: 'burst', command: ['tools/bench/main.ts', ...seeds] },
  ];
}
