import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { bundleHandlers, bundleWith } from '../../../build/bundle-handlers.ts';
import type { PonteConfig } from '../../../src/config/define-config.ts';

const root = resolve(import.meta.dirname, '../../..');

/** A package: the folder with the zips, and the file of the template. */
export interface Package {
  readonly folder: string;
  readonly template: string;
  /** What osls printed, such as its warnings. */
  readonly told: string;
}

const TEMPLATE_CONFIG = join(root, 'test/support/template/template.config.ts');

/** What `npm run package -- --stage <stage>` makes of a copy of the service, with two stores. */
export async function packageService({ stage, scratch }: { stage: string; scratch: string }): Promise<Package> {
  return await packageWith({ config: TEMPLATE_CONFIG, stage, scratch });
}

/**
 * The same with the local platform's stores.
 * @param bundled what its functions are given in place of them: a shop that is played has its address only when it runs
 */
export async function packageDemoService({
  stage,
  scratch,
  bundled,
}: {
  stage: string;
  scratch: string;
  bundled?: PonteConfig;
}): Promise<Package> {
  const params = ['--param=bonifiqBaseUrl=https://points.example.com'];
  const config = join(root, 'local/demo.config.ts');
  return await packageWith({ config, stage, scratch, params, ...(bundled !== undefined && { bundled }) });
}

/** The same with a configuration in a file. */
export async function packageWith({
  config,
  stage,
  scratch,
  params = [],
  bundled,
}: {
  config: string;
  stage: string;
  scratch: string;
  params?: readonly string[];
  bundled?: PonteConfig;
}): Promise<Package> {
  const copy = join(scratch, 'service');
  mkdirSync(copy, { recursive: true });
  const parts = ['src/aws/cloudwatch/metric-table.ts', 'src/shared/base-url.ts'];
  for (const part of ['package.json', 'serverless.yml', 'deploy', ...parts]) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  writeFileSync(join(copy, 'ponte.config.ts'), `export { default } from ${JSON.stringify(config)};\n`);
  const outDirectory = join(copy, 'dist');
  if (bundled === undefined) await bundleHandlers({ config, outDirectory });
  else await bundleWith({ config: bundled, outDirectory });
  return await runPackage(copy, stage, join(scratch, 'package'), params);
}

async function runPackage(
  service: string,
  stage: string,
  folder: string,
  params: readonly string[] = [],
): Promise<Package> {
  const osls = join(root, 'node_modules/serverless/bin/serverless.js');
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [osls, 'package', '--stage', stage, '--package', folder, ...params],
    {
      cwd: service,
      // No keys, no region and no way out.
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        HTTPS_PROXY: 'http://127.0.0.1:9',
        HTTP_PROXY: 'http://127.0.0.1:9',
      },
    },
  );
  const template = join(folder, 'cloudformation-template-update-stack.json');
  return { folder, template, told: stdout + stderr };
}

/** The zips of a package by name, such as `settle.zip`. */
export function zipsIn(folder: string): ReadonlyMap<string, Buffer> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.zip'));
  return new Map(names.toSorted().map((name) => [name, readFileSync(join(folder, name))]));
}

/** The files in a zip, by their paths. */
export function filesIn(zip: Uint8Array): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(zip)));
}
