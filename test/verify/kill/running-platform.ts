import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** `npm start` in a process group of its own. */
export interface RunningPlatform {
  /** Null until it says that it is ready, and from its end on. */
  readonly url: string | null;
  readonly sandboxUrl: string | null;
  /** Rejects when it ends before it is ready, unless it was killed. */
  readonly ready: Promise<void>;
  /** Ends the whole group at once. */
  kill(): Promise<void>;
}

/** Starts the local platform on a state directory and any free port. One that ends by itself makes `kill` reject. */
export function runPlatform(state: string): RunningPlatform {
  const child = spawn(process.execPath, ['cli/ponte.ts', 'start', '--demo'], {
    cwd: resolve(import.meta.dirname, '../../..'),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', PONTE_STATE: state },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const endWithUs = () => signalGroup(child.pid);
  process.once('exit', endWithUs);
  const exited = once(child, 'exit');
  const ready = Promise.withResolvers<void>();
  child.once('exit', () => {
    if (killed) ready.resolve();
    else ready.reject(new Error(`the platform ended by itself: ${lastWords}`));
  });
  let url: string | null = null;
  let sandboxUrl: string | null = null;
  let lastWords = '';
  let killed = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    url = /^Ponte is ready at (\S+)$/.exec(line)?.[1] ?? url;
    if (url !== null) ready.resolve();
    sandboxUrl = /the BonifiQ sandbox at (\S+)$/.exec(line)?.[1] ?? sandboxUrl;
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    lastWords = line;
  });
  // Whoever does not wait for it learns of it by `kill`.
  ready.promise.catch(() => undefined);
  return {
    ready: ready.promise,
    get url() {
      return killed ? null : url;
    },
    get sandboxUrl() {
      return killed ? null : sandboxUrl;
    },
    async kill() {
      if (child.exitCode !== null) throw new Error(`the platform ended by itself: ${lastWords}`);
      killed = true;
      signalGroup(child.pid);
      await exited;
      process.off('exit', endWithUs);
    },
  };
}

function signalGroup(leader: number | undefined): void {
  if (leader !== undefined) process.kill(-leader, 'SIGKILL');
}
