import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packageDemoService } from '../../support/template/packaged.ts';

const root = resolve(import.meta.dirname, '../../..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ponte-base-url-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** `osls package`, as `npm run package` calls it. */
function oslsPackage(...args: string[]): Promise<{ readonly failed: boolean; readonly told: string }> {
  const command = [join(root, 'node_modules/serverless/bin/serverless.js'), 'package', '--package', folder, ...args];
  const env = { PATH: process.env.PATH, HOME: folder };
  return new Promise((end) => {
    execFile(process.execPath, command, { cwd: root, env }, (error, out, err) =>
      end({ failed: error !== null, told: out + err }),
    );
  });
}

test.each([[[]], [['--stage', 'dev']], [['--stage', 'production']]])(
  'a stage that names no BonifiQ is not packaged: %j',
  async (args) => {
    const { failed, told } = await oslsPackage(...args);
    expect(failed).toBe(true);
    expect(told).toContain(`the stage "${args[1] ?? 'dev'}" has to name the BonifiQ that it posts to`);
    expect(told).toContain('--param="bonifiqBaseUrl=https://…"');
  },
);

test.each([
  ['prod', 'http://api.bonifiq.com.br'],
  ['dev', 'http://10.0.0.1'],
  ['dev', 'api.example.com'],
])('%s with %s is not packaged: it would show the password to the network', async (stage, url) => {
  const { failed, told } = await oslsPackage('--stage', stage, `--param=bonifiqBaseUrl=${url}`);
  expect(failed).toBe(true);
  expect(told).toContain(`bonifiqBaseUrl is "${url}"; write an https:// address, such as https://api.bonifiq.com.br`);
});

test('a stage in capitals and parameters that are none are told together, before anything is packaged', async () => {
  const params = ['settleConcurency=3', 'monthlyBudgetUsd=abc', 'bonifiqBaseUrl=https://points.example.com'];
  const { failed, told } = await oslsPackage('--stage', 'Trial', ...params.map((param) => `--param=${param}`));
  expect(failed).toBe(true);
  expect(told).toMatch(/the stage is "Trial"; write .* such as --stage trial: /);
  expect(told).toContain('there is no parameter "settleConcurency"; there are region, ');
  expect(told).toContain('monthlyBudgetUsd is "abc"; write an amount in US dollars, such as 50, or 0 for no budget');
});

test('a stage that names one posts there and nowhere else', async () => {
  const made = await packageDemoService({ stage: 'dev', scratch: folder });
  const urls = readFileSync(made.template, 'utf8').match(/(?<="BONIFIQ_BASE_URL": ")[^"]*/g);
  expect(urls).toEqual(Array.from({ length: 5 }, () => 'https://points.example.com'));
}, 120_000);
