import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { runCommand } from '../../../tools/rehearse/run-command.ts';

const options = {
  cwd: tmpdir(),
  env: { PATH: process.env.PATH, GIVEN: 'a value' },
  signal: AbortSignal.timeout(20_000),
};

test('a command gets variables and input, and gives back what it wrote and its exit code', async () => {
  const ran = await runCommand('read line; echo "$GIVEN, $line"; echo aside >&2; exit 3', {
    ...options,
    input: 'typed\n',
  });
  expect(ran).toMatchObject({ code: 3, out: 'a value, typed\n', err: 'aside\n' });
});

test('a command that nobody waits for ends with all that it has started', async () => {
  const stopping = new AbortController();
  const running = runCommand('sleep 60 & sleep 60', { ...options, signal: stopping.signal });
  stopping.abort();
  expect((await running).ms).toBeLessThan(20_000);
});
