import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
/** What the documented commands use; no test, and nothing that was built or deployed before. */
const PARTS = [
  'package.json',
  'package-lock.json',
  '.npmrc',
  'tsconfig.json',
  'serverless.yml',
  'ponte.config.ts',
  'ponte',
  ...['build', 'cli', 'console', 'deploy', 'examples', 'handlers', 'local', 'sandbox', 'src'],
];

/** A copy of the project as it is in this folder, edits included, so that its configuration and packages stay as they are. */
export function copyProject(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const part of PARTS) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
}
