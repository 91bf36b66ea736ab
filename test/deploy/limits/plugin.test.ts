import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const serviceDir = mkdtempSync(join(tmpdir(), 'ponte-limits-'));
afterAll(() => rmSync(serviceDir, { recursive: true }));

interface Plugin {
  readonly hooks: Readonly<Record<string, () => void>>;
}
type PluginClass = new (serverless: object, options: object, utils: object) => Plugin;

let LimitsPlugin: PluginClass;
beforeAll(async () => {
  ({ default: LimitsPlugin } = await import(join(import.meta.dirname, '../../../deploy/limits/plugin.js')));
  mkdirSync(join(serviceDir, 'dist'));
  writeFileSync(join(serviceDir, 'dist/sweep.cjs'), 'code');
});

/** What the plugin warns of when osls has packaged so many resources; as osls calls it. */
function afterPackaging(resources: number): readonly string[] {
  const Resources = Object.fromEntries(
    Array.from({ length: resources }, (_, index) => [`Topic${index}`, { Type: 'AWS::SNS::TopicPolicy' }]),
  );
  const service = {
    provider: { region: 'sa-east-1', compiledCloudFormationTemplate: { Resources } },
    functions: { sweep: { name: 'ponte-prod-sweep', package: { patterns: ['dist/sweep.cjs'] } } },
  };
  const warnings: string[] = [];
  const log = { warning: (text: string) => warnings.push(text) };
  const plugin = new LimitsPlugin({ service, serviceDir, classes: { Error } }, {}, { log });
  plugin.hooks['after:package:finalize']?.();
  return warnings;
}

test('a limit that is far is not mentioned', () => {
  expect(afterPackaging(400)).toEqual([]);
});

test('a limit that is near is a warning', () => {
  expect(afterPackaging(401)).toEqual([expect.stringMatching(/^Near a limit of AWS: template, 401 of 500 resources/)]);
});

test('a limit that is passed ends the packaging', () => {
  expect(() => afterPackaging(501)).toThrow(/^Over a limit of AWS: template, 501 of 500 resources/);
});
