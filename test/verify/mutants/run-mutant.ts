import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { Mutant } from './mutant.ts';

const root = resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);

const caughtSchema = z.object({ seed: z.int(), law: z.string(), played: z.int() });

/** The first history that broke a law, and the how-manieth it was. */
export type Caught = z.infer<typeof caughtSchema>;

/** Puts a mutant into a copy of the code, and plays histories there until a law breaks. `null` when none does. */
export async function runMutant(
  mutant: Mutant | null,
  { seed, histories }: { readonly seed: number; readonly histories: number },
): Promise<Caught | null> {
  const copy = mkdtempSync(join(tmpdir(), 'ponte-mutant-'));
  try {
    for (const part of [
      'package.json',
      'src',
      'local',
      'sandbox',
      'cli',
      'build',
      'test/verify/simulation',
      'test/verify/laws',
      'test/support',
      'test/verify/mutants',
    ]) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    if (mutant !== null) writeFileSync(join(copy, mutant.file), mutatedCode(mutant));
    const found = ['test/verify/mutants/find-broken.ts', mutant?.world ?? 'orders', String(seed), String(histories)];
    const { stdout } = await run(process.execPath, found, {
      cwd: copy,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout.trim() === '' ? null : caughtSchema.parse(JSON.parse(stdout));
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/**
 * The mutant's file with its fault in it.
 * @throws when the file no longer holds exactly once what the mutant changes: then the mutant has to be brought up to date
 */
export function mutatedCode({ words, file, find, put }: Mutant): string {
  const code = readFileSync(join(root, file), 'utf8');
  if (code.split(find).length !== 2) throw new Error(`${words}: ${file} does not hold the code to change exactly once`);
  return code.replace(find, () => put);
}
