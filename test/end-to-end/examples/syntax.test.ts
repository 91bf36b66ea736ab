import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test.each([
  ['node', '--check', 'examples/cdk/app.mjs'],
  ['sh', '-n', 'examples/cloudformation/deploy.sh'],
])('%s %s takes %s', (...command) => {
  const [program = '', ...args] = command;
  const { status, stderr } = spawnSync(program === 'node' ? process.execPath : program, args, { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});
