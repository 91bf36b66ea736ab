import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../../..');
const run = (...options: readonly string[]) =>
  promisify(execFile)(process.execPath, [join(root, 'tools/attack/main.ts'), ...options], { cwd: root });

test('no attack moves a point, and SECURITY.md tells of every one', async () => {
  const { stdout } = await run('--tries', '8', '--json');
  const reports = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(reports.length).toBeGreaterThan(10);
  expect(reports.flatMap(({ name, breaches }) => (breaches.length === 0 ? [] : [{ name, breaches }]))).toEqual([]);
  const rows = [...readFileSync(join(root, 'SECURITY.md'), 'utf8').matchAll(/^\| (.+?) \| \d+ \|/gm)];
  expect(rows.map(([, name]) => name)).toEqual(reports.map(({ name }) => name));
}, 120_000);

test('wrong arguments are refused', async () => {
  await expect(run('--tries', '0')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--tries takes'),
  });
});
