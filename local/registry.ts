import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { parseJson } from '../src/shared/parse-json.ts';
import { setting } from './setting.ts';
import { isRunning } from './state-lock.ts';

/** Where platforms of this checkout that run are written down, one file for each process; `PONTE_RUNNING` names another folder. */
const registry = setting('PONTE_RUNNING') ?? resolve(import.meta.dirname, '../.ponte/running');

const entry = z.object({
  pid: z.int().positive(),
  /** As it was named: a directory, or `memory`. */
  state: z.string(),
  /** Where its endpoints are told. */
  directory: z.string(),
});

export type Registered = z.infer<typeof entry>;

/** Writes down where this process's platform is found; returns what takes it back. */
export function register(state: string, directory: string): () => void {
  const file = join(registry, `${process.pid}.json`);
  mkdirSync(registry, { recursive: true });
  writeFileSync(file, JSON.stringify({ pid: process.pid, state, directory } satisfies Registered));
  return () => rmSync(file, { force: true });
}

/** The platforms of this checkout whose process runs. What a process has left that was killed is removed. */
export function registered(): readonly Registered[] {
  return filesIn(registry).flatMap((name) => {
    const file = join(registry, name);
    const read = entry.safeParse(parseJson(textOf(file)));
    if (read.success && isRunning(read.data.pid)) return [read.data];
    rmSync(file, { force: true });
    return [];
  });
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
