import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** A path in the project, wherever the command is called from. */
export function projectPath(...parts: readonly string[]): string {
  return join(root, ...parts);
}
