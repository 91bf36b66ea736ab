import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../sandbox/loopback.ts';

/** AWS's services on this machine: moto's server, with what `emulator/` adds. */
export interface Emulator {
  readonly url: string;
  readonly pid: number;
  /** All that it has written, requests included. */
  readonly log: () => string;
  stop(): Promise<void>;
}

const WITHIN_MS = 60_000;
const EVERY_MS = 200;

/** @param programs the folder of programs of the environment `emulator` */
export async function startEmulator(programs: string, environment: NodeJS.ProcessEnv): Promise<Emulator> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const serve = join(import.meta.dirname, 'emulator/serve.py');
  const child = spawn(join(programs, 'python'), [serve, String(port)], {
    // It calls itself where its services make resources, and leaves nothing beside its modules.
    env: { ...environment, AWS_ENDPOINT_URL: url, PYTHONDONTWRITEBYTECODE: '1', PYTHONUNBUFFERED: '1' },
    // Its input ends with this process, however that ends.
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      written += chunk;
    });
  }
  const ended = once(child, 'close');
  const until = Date.now() + WITHIN_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`the emulator does not start:\n${written.slice(-2_000)}`);
    }
    await sleep(EVERY_MS);
  }
  return {
    url,
    pid: child.pid ?? 0,
    log: () => written,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const asked = await fetch(`${url}/moto-api/data.json`, { signal: AbortSignal.timeout(WITHIN_MS) }).catch(() => null);
  await asked?.body?.cancel();
  return asked?.ok === true;
}
