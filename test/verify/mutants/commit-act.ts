import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { Act } from './act.ts';

const root = resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);

const caughtSchema = z.object({ seed: z.int(), law: z.string(), played: z.int() });

/** The first history that broke a law, and the how-manieth it was. */
export type Caught = z.infer<typeof caughtSchema>;

/** Puts one deliberate fault into a copy of the code, and plays histories there until a law breaks. `null` when none does. */
export async function commitAct(
  act: Act | null,
  { seed, histories }: { readonly seed: number; readonly histories: number },
): Promise<Caught | null> {
  const copy = mkdtempSync(join(tmpdir(), 'ponte-sabotage-'));
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
    if (act !== null) breakCode(join(copy, act.file), act);
    const found = ['test/verify/mutants/find-broken.ts', act?.world ?? 'orders', String(seed), String(histories)];
    const { stdout } = await run(process.execPath, found, {
      cwd: copy,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout.trim() === '' ? null : caughtSchema.parse(JSON.parse(stdout));
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** @throws when the code no longer holds what the act changes: then the act has to be brought up to date */
function breakCode(file: string, { words, find, put }: Act): void {
  const code = readFileSync(file, 'utf8');
  if (code.split(find).length !== 2)
    throw new Error(`${words}: the code to change does not stand in its file exactly once`);
  writeFileSync(
    file,
    code.replace(find, () => put),
  );
}
