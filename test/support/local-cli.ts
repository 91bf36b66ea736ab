import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const root = resolve(import.meta.dirname, '../..');

export interface Ended {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts one of the commands in `local/`, another one by its path, or `ponte` itself, with these variables and nothing of the test run's own. */
export function startCommand(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const script = name.includes('/') ? `${name}.ts` : `local/${name}.ts`;
  const [file, ...first] = name === 'ponte' ? ['./ponte'] : [process.execPath, script];
  const child: ChildProcess = spawn(file, [...first, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.stdout === null || child.stderr === null) throw new Error('the command has no output');
  const { stdout, stderr } = child;
  const ended: Promise<Ended> = Promise.all([once(child, 'exit'), text(stdout), text(stderr)]).then(
    ([[exitCode], out, err]) => ({ exitCode, out, err }),
  );
  return { child, stdout, ended };
}

export function runCommand(
  name: string,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<Ended> {
  return startCommand(name, args, env).ended;
}
