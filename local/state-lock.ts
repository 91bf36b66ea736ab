import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The state directory belongs to another platform that runs. */
export class StateInUseError extends Error {
  constructor(directory: string, pid: number) {
    super(
      `The state in ${directory} is in use by process ${pid}. Stop that one, or choose another directory with PONTE_STATE, or PONTE_STATE=memory.`,
    );
    this.name = 'StateInUseError';
  }
}

/** Directories held by this process: its own id in a lock file may also be that of an earlier process, as in containers. */
const held = new Set<string>();

/**
 * Claims a state directory with a file that holds the process id, and returns what gives it back.
 * The file of a process that is gone counts for nothing.
 * @throws {StateInUseError}
 */
export function lockState(directory: string): () => void {
  const path = resolve(directory);
  const file = join(path, 'lock');
  makeDirectory(path);
  if (held.has(path)) throw new StateInUseError(directory, process.pid);
  while (!claim(file)) {
    const owner = ownerIn(file);
    if (owner !== process.pid && isRunning(owner)) throw new StateInUseError(directory, owner);
    rmSync(file, { force: true });
  }
  held.add(path);
  return () => {
    if (held.delete(path)) rmSync(file, { force: true });
  };
}

/** Not Node's `recursive`, which tries for ever where nothing can be made, as in /proc. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

/** Linked and not written in place: no other process may see the file before its content. */
function claim(file: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, `${process.pid}\n`);
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

function ownerIn(file: string): number {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10);
  } catch {
    return Number.NaN;
  }
}

/** Whether a process has this id. It need not be the one that had it before. */
export function isRunning(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
