import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { report } from '../../../tools/rehearse/report.ts';
import type { Done } from '../../../tools/rehearse/step.ts';
import { steps } from '../../../tools/rehearse/steps.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../../docs/rehearsal.md'), 'utf8');

const done = (name: string, ms: number, seen: readonly string[] = []): Done => ({
  name,
  shows: `that ${name} works`,
  ms,
  commands: [{ command: 'npm run package', code: 0, ms }],
  seen,
  failure: null,
});

test('a report has each step with its seconds, what was seen, and the time of all', () => {
  const text = report([done('package', 61_400), done('deploy', 20_000, ['The stack has 10 outputs.'])]);
  expect(text).toContain('typed 2 commands in 1 min 21 s');
  expect(text).toContain('| package | that package works | 61 |\n| deploy | that deploy works | 20 |');
  expect(text).toContain('- deploy: The stack has 10 outputs.');
});

test('docs/rehearsal.md is of a run of all steps as they are now', () => {
  for (const { name, shows } of steps) expect(page).toContain(`| ${name} | ${shows} | `);
  const [, ofNow] = report([]).split('\n## What it has found');
  const [, ofPage] = page.split('\n## What it has found');
  expect(ofPage).toBe(ofNow);
});
