import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../../..');

function rehearse(args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  return spawnSync(process.execPath, [resolve(root, 'tools/rehearse/main.ts'), ...args], { env, encoding: 'utf8' });
}

test('without Python it says so in a box, and exits with 3', () => {
  const { status, stderr } = rehearse([], { PATH: '/nowhere' });
  expect(status).toBe(3);
  expect(stderr).toMatch(
    /^╔═+╗\n║ There is no Python 3\.10 or later with venv and pip: nothing was rehearsed ║\n╚═+╝\n$/,
  );
});

test('a step that there is not is refused, with the names of those that there are', () => {
  const { status, stderr } = rehearse(['--until', 'lunch']);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^there is no step "lunch"; there are package, checks, deploy prod, /);
  expect(rehearse(['--help']).stdout).toContain('outage and sweep');
});

test('only a step that no other builds on can be left out', () => {
  const { status, stderr } = rehearse(['--skip', 'deploy prod']);
  expect([status, stderr.trim()]).toEqual([2, '"deploy prod" cannot be left out; what can is checks']);
});
