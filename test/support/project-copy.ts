import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const PARTS = ['package.json', 'package-lock.json', 'tsconfig.json', 'build', 'cli', 'deploy', 'handlers', 'src'];

/** A copy of what is built, with two stores, in a folder that is made for it: nothing there meets what other tests build. */
export function copyProject(folder: string): { readonly folder: string; run(script: string): string } {
  mkdirSync(folder, { recursive: true });
  for (const part of PARTS) cpSync(join(root, part), join(folder, part), { recursive: true });
  cpSync(join(root, 'test/support/template/template.config.ts'), join(folder, 'ponte.config.ts'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    run: (script) => execFileSync(process.execPath, [join(folder, script)], { cwd: folder, encoding: 'utf8' }),
  };
}
