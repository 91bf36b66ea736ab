import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { bundleHandlers } from '../../build/bundle-handlers.ts';

const root = resolve(import.meta.dirname, '../..');

/** What `npm run package -- --stage <stage>` makes, put into a folder; returns the file of the template. */
export async function packageService({ stage, folder }: { stage: string; folder: string }): Promise<string> {
  await bundleHandlers({ config: 'ponte.config.ts', outDirectory: 'dist' });
  const osls = join(root, 'node_modules/serverless/bin/serverless.js');
  await promisify(execFile)(process.execPath, [osls, 'package', '--stage', stage, '--package', folder], {
    cwd: root,
    // No keys, no region and no way out.
    env: { PATH: process.env.PATH, HOME: folder, HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' },
  });
  return join(folder, 'cloudformation-template-update-stack.json');
}

/** The zips of a package by name, such as `settle.zip`. */
export function zipsIn(folder: string): ReadonlyMap<string, Buffer> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.zip'));
  return new Map(names.toSorted().map((name) => [name, readFileSync(join(folder, name))]));
}

const DIRECTORY_ENTRY = Buffer.from('PK\x01\x02', 'latin1');
const NAME_LENGTH_AT = 28;
const NAME_AT = 46;

/** The names in a zip's central directory, which stands at its end. */
export function filesIn(zip: Buffer): string[] {
  const names: string[] = [];
  for (let at = zip.indexOf(DIRECTORY_ENTRY); at >= 0; at = zip.indexOf(DIRECTORY_ENTRY, at + NAME_AT)) {
    const length = zip.readUInt16LE(at + NAME_LENGTH_AT);
    names.push(zip.toString('utf8', at + NAME_AT, at + NAME_AT + length));
  }
  return names;
}
