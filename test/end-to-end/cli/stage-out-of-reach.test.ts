import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyProject } from '../../support/project-copy.ts';

const WITHIN_MS = 120_000;
const scratch = mkdtempSync(join(tmpdir(), 'ponte-broken-'));
const folder = join(scratch, 'project');
beforeAll(() => {
  copyProject(folder);
  for (const part of ['local', 'sandbox']) cpSync(part, join(folder, part), { recursive: true });
});
afterAll(() => rmSync(scratch, { recursive: true }));

const AWS = {
  AWS_REGION: 'sa-east-1',
  AWS_ACCESS_KEY_ID: 'made-up',
  AWS_SECRET_ACCESS_KEY: 'made-up',
  // Nothing listens there.
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
};

function onStage(...words: readonly string[]) {
  return spawnSync(process.execPath, [join(folder, 'cli/ponte.ts'), ...words, '--stage', 'prod'], {
    encoding: 'utf8',
    env: { ...process.env, ...AWS },
  });
}

test('ponte doctor says of each service where it is, and what to do', { timeout: WITHIN_MS }, () => {
  const { stdout, status } = onStage('doctor', '--json');
  const found = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const notSeen = found.filter(({ next }) => next?.startsWith('Is there a network'));
  expect(notSeen.map(({ check }) => check)).toEqual(expect.arrayContaining(['stack', 'table', 'schedules', 'alarms']));
  for (const { what, next } of notSeen) {
    expect(what).toMatch(/^(The (stack|table|queue) ponte-prod|EventBridge Scheduler|CloudWatch).* in sa-east-1: /);
    expect(next).toBe('Is there a network, and is this the region of prod? AWS_REGION says where to look.');
  }
  expect(stdout).toContain(' cannot be read: ECONNREFUSED"');
  expect(status).toBe(1);
});

test.each([['promotions'], ['explain', 'my-shop', '5001'], ['pending']])(
  'ponte %s of a stage says which line of ponte.config.ts cannot be read',
  { timeout: WITHIN_MS },
  (...words) => {
    writeFileSync(join(folder, 'ponte.config.ts'), 'export default {');
    const { stderr, status } = onStage(...words);
    expect(stderr).toMatch(/^ponte\.config\.ts, line 1, could not be loaded: .*\n$/);
    expect(status).toBe(1);
  },
);
