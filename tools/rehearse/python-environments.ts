import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The emulator with AWS's own CLI, and what reads templates: their packages want different versions of others. */
export type EnvironmentName = 'emulator' | 'checks';

const run = promisify(execFile);
const MINUTES_10 = 600_000;
/** What the pinned packages ask for. */
const LEAST = [3, 10] as const;

/** Python 3 of at least 3.10 with `venv`, as it is called on this machine; null without one. */
export async function findPython(candidates: readonly string[] = ['python3', 'python']): Promise<string | null> {
  for (const python of candidates) {
    try {
      const { stdout } = await run(python, ['-c', 'import sys, venv, ensurepip; print(*sys.version_info[:2])']);
      const [major = 0, minor = 0] = stdout.trim().split(' ').map(Number);
      if (major === LEAST[0] && minor >= LEAST[1]) return python;
    } catch {
      // Not there, or without what makes an environment.
    }
  }
  return null;
}

/**
 * The folder of programs of a virtual environment with exactly the packages of `requirements-<name>.txt`, in the user's cache. It is
 * made once for each list and each Python; what was begun and not finished is made anew.
 */
export async function pythonEnvironment(
  name: EnvironmentName,
  { python, tell }: { readonly python: string; readonly tell: (line: string) => void },
): Promise<string> {
  const requirements = join(import.meta.dirname, `requirements-${name}.txt`);
  const { stdout: version } = await run(python, ['-c', 'import sys; print(sys.version)']);
  const digest = createHash('sha256').update(version).update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ponte', `rehearse-${name}-${digest}`);
  const finished = join(folder, 'finished');
  const programs = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  if (existsSync(finished)) return programs;
  tell(`installing the Python packages of requirements-${name}.txt, once; this takes some minutes`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await run(python, ['-m', 'venv', folder], { timeout: MINUTES_10 });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--requirement'];
  await run(join(programs, 'python'), [...pip, requirements], { timeout: MINUTES_10 });
  writeFileSync(finished, version);
  return programs;
}

/** The version of a package that is pinned, such as moto's. */
export function pinnedVersion(name: EnvironmentName, packageName: string): string {
  const text = readFileSync(join(import.meta.dirname, `requirements-${name}.txt`), 'utf8');
  const line = text.split('\n').find((one) => one.startsWith(`${packageName}==`));
  if (line === undefined) throw new Error(`requirements-${name}.txt does not pin ${packageName}`);
  return line.slice(packageName.length + 2);
}
