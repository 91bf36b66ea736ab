import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const MINUTES_10 = 600_000;
const folder = join(import.meta.dirname, 'cdk');

/** The `node_modules` with the CDK's library that `cdk/package-lock.json` pins, which is there once it was asked for. */
export async function cdkLibrary(tell: (line: string) => void): Promise<string> {
  const packages = join(folder, 'node_modules');
  if (existsSync(join(packages, '.package-lock.json'))) return packages;
  tell("installing the CDK's library, once");
  rmSync(packages, { recursive: true, force: true });
  await promisify(execFile)('npm', ['ci'], { cwd: folder, timeout: MINUTES_10 });
  return packages;
}
