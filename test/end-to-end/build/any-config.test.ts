import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyProject } from '../../support/project-copy.ts';
import { validConfigs } from '../../support/valid-configs.ts';

/** What `npm test` looks at `ponte.config.ts` with: format and lint, types, dead code, and the build. */
const scratch = mkdtempSync(join(tmpdir(), 'ponte-any-config-'));
const project = copyProject(join(scratch, 'project')).folder;
const configs = Object.entries(validConfigs);
const WITHIN_MS = 180_000;
beforeAll(() => {
  for (const file of ['biome.json', '.gitignore']) cpSync(file, join(project, file));
  // Named as those that people keep beside it.
  for (const [at, [, text]] of configs.entries()) writeFileSync(join(project, `ponte.${at}.config.ts`), text());
});
afterAll(() => rmSync(scratch, { recursive: true }));

/** Runs a script in the copy; resolves to what it printed if it fails. */
async function faultsOf(script: string, ...args: string[]): Promise<string> {
  return await promisify(execFile)(process.execPath, [script, ...args], { cwd: project }).then(
    () => '',
    ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr || 'failed',
  );
}

test('there are a dozen', () => {
  expect(configs).toHaveLength(12);
});

test('any of them passes the format and the lint', { timeout: WITHIN_MS }, async () => {
  const biome = resolve('node_modules/@biomejs/biome/bin/biome');
  const args = ['check', '--error-on-warnings', 'ponte.0.config.ts', 'package.json'];
  expect(await faultsOf(biome, ...args)).toBe('');
});

test('payloads that lie beside it pass the format, too', { timeout: WITHIN_MS }, async () => {
  mkdirSync(join(project, 'deliveries'));
  const payloads = ['order.json', 'deliveries/paid.json'];
  for (const payload of payloads) writeFileSync(join(project, payload), '{"id":1,\n\n"tags":[\n]}');
  const biome = resolve('node_modules/@biomejs/biome/bin/biome');
  expect(await faultsOf(biome, 'check', '--error-on-warnings', ...payloads, 'package.json')).toBe('');
});

test('any of them passes the check of types', { timeout: WITHIN_MS }, async () => {
  const settings = { extends: './tsconfig.json', include: ['ponte.*.config.ts'] };
  writeFileSync(join(project, 'tsconfig.configs.json'), JSON.stringify(settings));
  expect(await faultsOf(resolve('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.configs.json')).toBe('');
});

test.each(configs)('is built: %s', { timeout: WITHIN_MS }, async (_, text) => {
  writeFileSync(join(project, 'ponte.config.ts'), text());
  expect(await faultsOf(join(project, 'build/main.ts'))).toBe('');
});

test('nothing of the tests and tools reads it', () => {
  // An import is refused by the import graph.
  expect(readFileSync('.dependency-cruiser.json', 'utf8')).toContain('"tests-hold-whatever-is-configured"');
  // Its exports that nobody else uses are nobody else's business.
  expect(JSON.parse(readFileSync('knip.json', 'utf8')).entry).toContain('ponte.config.ts');
});
