import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** The usual stack, which has packages of its own. */
export const PEER_FOLDER = join(import.meta.dirname, '../peer');
const LAST_LINES = 15;

/** Whether its packages are there as its lock file wants them. npm writes that copy of the lock file at the end of an install. */
export function peerIsThere(): boolean {
  const installed = join(PEER_FOLDER, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  return versionsIn(installed) === versionsIn(join(PEER_FOLDER, 'package-lock.json'));
}

/** Installs the peer's packages where they are missing: about 70, in some ten seconds. */
export async function installPeer(tell: (text: string) => void): Promise<void> {
  if (peerIsThere()) return;
  tell("installing the peer's packages, once");
  // The `npm` of an npm script runs on the project's own Node, which is as new as these packages ask for.
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: PEER_FOLDER });
  const ended = new Promise<number | string | null>((end) => {
    npm.on('error', (error) => end(error.message));
    npm.on('close', end);
  });
  const [out, err, code] = await Promise.all([text(npm.stdout), text(npm.stderr), ended]);
  if (code === 0) return;
  const last = `${out}${err}`.trimEnd().split('\n').slice(-LAST_LINES).join('\n');
  throw new Error(`the peer's packages could not be installed:\n${last}`);
}

function versionsIn(file: string): string {
  const { packages }: { packages: Record<string, { version?: string }> } = JSON.parse(readFileSync(file, 'utf8'));
  const versions = Object.entries(packages).filter(([path]) => path !== '');
  return versions
    .map(([path, { version }]) => `${path} ${version}`)
    .sort()
    .join('\n');
}
